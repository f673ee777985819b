// What `import Glibc` lacks: kernel interfaces without a declaration there, variadic functions and macros that Swift
// cannot call. Every function here is one system call; it returns -1 and sets errno as that call does, unless its
// contract says otherwise. Pointers are borrowed for the length of the call.
#ifndef CLINUX_H
#define CLINUX_H

// No _GNU_SOURCE here: it would change types that Swift also sees through its own view of the C library. What needs it
// is in linux.c.
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/types.h>
#include <unistd.h>

#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/genetlink.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/inet_diag.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/nl80211.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <arpa/inet.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>

/// Adds `fd` to the epoll set (or changes it, or takes it out), to be reported with `token` as its data.
static inline int tenken_epoll_ctl(int epoll, int operation, int fd, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return epoll_ctl(epoll, operation, fd, &event);
}

/// The data of the event at `index`, read here because the structure is packed on x86-64.
static inline uint64_t tenken_epoll_token(const struct epoll_event *events, int index) {
    return events[index].data.u64;
}

/// The readiness bits of the event at `index`.
static inline uint32_t tenken_epoll_events(const struct epoll_event *events, int index) {
    return events[index].events;
}

/// Arms a timer for an absolute moment of its clock; all zero disarms it.
static inline int tenken_timerfd_arm(int fd, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec moment = {.it_value = {.tv_sec = seconds, .tv_nsec = nanoseconds}};
    return timerfd_settime(fd, TFD_TIMER_ABSTIME, &moment, NULL);
}

/// Reads the capability sets of the calling thread as bit masks, bit n for capability n.
static inline int tenken_capget(uint64_t *effective, uint64_t *permitted, uint64_t *inheritable) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct data[2] = {{0}};
    if (syscall(SYS_capget, &header, data) == -1) return -1;
    *effective = (uint64_t)data[1].effective << 32 | data[0].effective;
    *permitted = (uint64_t)data[1].permitted << 32 | data[0].permitted;
    *inheritable = (uint64_t)data[1].inheritable << 32 | data[0].inheritable;
    return 0;
}

/// Sets the capability sets of the calling thread from bit masks, bit n for capability n.
static inline int tenken_capset(uint64_t effective, uint64_t permitted, uint64_t inheritable) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct data[2] = {
        {(uint32_t)effective, (uint32_t)permitted, (uint32_t)inheritable},
        {(uint32_t)(effective >> 32), (uint32_t)(permitted >> 32), (uint32_t)(inheritable >> 32)},
    };
    return (int)syscall(SYS_capset, &header, data);
}

/// Calls prctl with two arguments and zeros for the others, as most options demand.
static inline int tenken_prctl(int option, unsigned long first, unsigned long second) {
    return prctl(option, first, second, 0UL, 0UL);
}

/// The English words for a value of errno: a string that is never freed, or null for an unknown value.
const char *tenken_error_text(int code);

/// Sets the real, effective and saved user of every thread of the process.
int tenken_setresuid(uid_t user);

/// Sets the real, effective and saved group of every thread of the process.
int tenken_setresgid(gid_t group);

/// Gives up every supplementary group, in every thread of the process.
int tenken_clear_groups(void);

// Landlock (Documentation/userspace-api/landlock.rst). Declared here because distributions ship older headers than
// kernels; a kernel takes a longer structure than it knows as long as the rest is zero.
struct tenken_landlock_ruleset {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};
struct tenken_landlock_path {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed));

/// The Landlock ABI of the running kernel, from 1; -1 where the kernel has none or has it switched off.
static inline int tenken_landlock_abi(void) {
    return (int)syscall(444, NULL, (size_t)0, 1U);
}

/// Makes a ruleset and returns its file descriptor.
static inline int tenken_landlock_create(const struct tenken_landlock_ruleset *ruleset) {
    return (int)syscall(444, ruleset, sizeof *ruleset, 0U);
}

/// Allows accesses below the directory that `parent` refers to.
static inline int tenken_landlock_allow(int ruleset, int parent, uint64_t access) {
    struct tenken_landlock_path rule = {.allowed_access = access, .parent_fd = parent};
    return (int)syscall(445, ruleset, 1, &rule, 0U);
}

/// Confines the calling thread and those it will start; needs no_new_privs.
static inline int tenken_landlock_restrict(int ruleset) {
    return (int)syscall(446, ruleset, 0U);
}

/// Installs a filter on every thread of the process; needs no_new_privs. Returns a positive thread identifier where
/// one thread could not take it.
static inline int tenken_seccomp(struct sock_filter *filter, unsigned short count) {
    struct sock_fprog program = {.len = count, .filter = filter};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}

/// The status bits of the kernel's clock (STA_*), read without changing anything; -1 with errno.
static inline int tenken_clock_status(void) {
    struct timex state = {.modes = 0};
    return adjtimex(&state) == -1 ? -1 : state.status;
}

/// The columns of the terminal behind `fd`.
static inline int tenken_terminal_columns(int fd) {
    struct winsize size = {0};
    if (ioctl(fd, TIOCGWINSZ, &size) == -1) return -1;
    return size.ws_col;
}

// Constants that the headers write as expressions.
static const uint32_t tenken_audit_arch_x86_64 = AUDIT_ARCH_X86_64;
static const uint32_t tenken_audit_arch_aarch64 = AUDIT_ARCH_AARCH64;
static const uint32_t tenken_epoll_in = EPOLLIN;
static const uint32_t tenken_epoll_out = EPOLLOUT;
static const uint32_t tenken_epoll_err = EPOLLERR;
static const uint32_t tenken_epoll_hup = EPOLLHUP;
static const int tenken_socket_raw = SOCK_RAW;
static const int tenken_socket_stream = SOCK_STREAM;
static const int tenken_socket_datagram = SOCK_DGRAM;
static const int tenken_socket_cloexec = SOCK_CLOEXEC;
static const int tenken_socket_nonblock = SOCK_NONBLOCK;
static const uint32_t tenken_link_up = IFF_UP;
static const uint32_t tenken_link_running = IFF_RUNNING;
static const uint32_t tenken_link_loopback = IFF_LOOPBACK;
/// IFA_PROTO, which older headers lack: who made an address (linux/if_addr.h).
static const uint16_t tenken_address_protocol = 11;

// What the demonstration's devices need.

/// Leaves the namespaces that `flags` name for new ones (unshare(2)).
static inline int tenken_unshare(int flags) { return (int)syscall(SYS_unshare, flags); }

/// Opens a non-blocking socket for both Internet protocols on every address: a listening one for SOCK_STREAM, a bound
/// one for SOCK_DGRAM. The descriptor, or -1 with errno.
static inline int tenken_demo_socket(int type, uint16_t port) {
    int fd = socket(AF_INET6, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd == -1) return -1;
    int on = 1, off = 0;
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1
        || setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == -1
        || bind(fd, (struct sockaddr *)&address, sizeof address) == -1
        || (type == SOCK_STREAM && listen(fd, 16) == -1)) {
        int code = errno;
        close(fd);
        errno = code;
        return -1;
    }
    return fd;
}

/// Lets a socket hear the two groups of multicast DNS (RFC 6762, 3) on the interface with this index.
static inline int tenken_demo_join_mdns(int fd, unsigned int interface) {
    struct ip_mreqn v4 = {.imr_multiaddr.s_addr = htonl(0xe00000fb), .imr_ifindex = (int)interface};
    struct ipv6_mreq v6 = {.ipv6mr_multiaddr.s6_addr = {0xff, 2, [15] = 0xfb}, .ipv6mr_interface = interface};
    if (setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &v4, sizeof v4) == -1) return -1;
    return setsockopt(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, &v6, sizeof v6);
}

/// Opens a non-blocking socket that receives every frame of this network namespace, headers included.
static inline int tenken_demo_frames(void) {
    return socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, htons(ETH_P_ALL));
}

/// Opens a pipe whose ends close on exec: the reading end, then the writing one.
static inline int tenken_demo_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

/// Receives one datagram and where it came from.
static inline ssize_t tenken_demo_receive(
    int fd, uint8_t *buffer, size_t size, struct sockaddr_in6 *from) {
    socklen_t length = sizeof *from;
    return recvfrom(fd, buffer, size, 0, (struct sockaddr *)from, &length);
}

/// Sends one datagram back to where one came from.
static inline ssize_t tenken_demo_send(
    int fd, const uint8_t *buffer, size_t size, const struct sockaddr_in6 *to) {
    return sendto(fd, buffer, size, 0, (const struct sockaddr *)to, sizeof *to);
}

static const int tenken_new_network = CLONE_NEWNET;
static const int tenken_new_user = CLONE_NEWUSER;

#endif
