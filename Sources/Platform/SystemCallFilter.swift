import CLinux
import Glibc

/// A seccomp filter that refuses what a scanner never needs once it is running (seccomp(2)).
enum SystemCallFilter {
    /// Refused with EPERM.
    private static let refused: [Int32] = [
        SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
        SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
        SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick,
        SYS_kexec_load, SYS_kexec_file_load, SYS_init_module, SYS_finit_module, SYS_delete_module,
        SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_open_by_handle_at,
        SYS_keyctl, SYS_add_key, SYS_request_key,
        SYS_swapon, SYS_swapoff, SYS_reboot, SYS_settimeofday, SYS_clock_settime, SYS_acct, SYS_quotactl,
    ]

    /// Puts the filter on every thread for good; needs no_new_privs. Throws ENOSYS on an architecture for which there
    /// is none.
    static func install() throws(SystemError) {
        guard let architecture else { throw SystemError(call: "seccomp", code: ENOSYS) }
        var program = program(for: architecture)
        let count = UInt16(program.count)
        // SAFETY: the kernel copies `count` instructions, which the array has.
        let result = try syscall("seccomp") { unsafe tenken_seccomp(&program, count) }
        // A positive result names a thread that could not take the filter.
        guard result == 0 else { throw SystemError(call: "seccomp", code: EBUSY) }
    }

    private static var architecture: UInt32? {
        #if arch(x86_64)
            tenken_audit_arch_x86_64
        #elseif arch(arm64)
            tenken_audit_arch_aarch64
        #else
            nil
        #endif
    }

    /// The filter reads struct seccomp_data: the number at 0, the architecture at 4, the arguments from 16.
    private static func program(for architecture: UInt32) -> [sock_filter] {
        let refusal = result(SECCOMP_RET_ERRNO | UInt32(EPERM))
        var program = [load(4), jump(BPF_JEQ, architecture, yes: 1, no: 0), refusal, load(0)]
        // On x86-64, numbers from here on are the same calls by another name (x32).
        program += [jump(BPF_JGE, 0x4000_0000, yes: 0, no: 1), refusal]
        for number in refused {
            program += [jump(BPF_JEQ, UInt32(number), yes: 0, no: 1), refusal]
        }
        // Its flags are out of a filter's sight; the C library then uses clone.
        program += [jump(BPF_JEQ, UInt32(SYS_clone3), yes: 0, no: 1)]
        program += [result(SECCOMP_RET_ERRNO | UInt32(ENOSYS))]
        // New threads are fine, new namespaces are not.
        program += [jump(BPF_JEQ, UInt32(SYS_clone), yes: 0, no: 3), load(16)]
        program += [jump(BPF_JSET, namespaces, yes: 0, no: 1), refusal]
        return program + [result(SECCOMP_RET_ALLOW)]
    }

    private static let namespaces = UInt32(
        CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
            | CLONE_NEWNET)

    private static func load(_ offset: UInt32) -> sock_filter {
        sock_filter(code: UInt16(BPF_LD | BPF_W | BPF_ABS), jt: 0, jf: 0, k: offset)
    }

    /// Skips as many instructions as the answer says.
    private static func jump(_ test: Int32, _ value: UInt32, yes: UInt8, no: UInt8) -> sock_filter {
        sock_filter(code: UInt16(BPF_JMP | test | BPF_K), jt: yes, jf: no, k: value)
    }

    private static func result(_ value: UInt32) -> sock_filter {
        sock_filter(code: UInt16(BPF_RET | BPF_K), jt: 0, jf: 0, k: value)
    }
}
