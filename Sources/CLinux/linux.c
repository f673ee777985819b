#define _GNU_SOURCE
#include "CLinux.h"
#include <grp.h>
#include <string.h>

const char *tenken_error_text(int code) { return strerrordesc_np(code); }

int tenken_setresuid(uid_t user) { return setresuid(user, user, user); }

int tenken_setresgid(gid_t group) { return setresgid(group, group, group); }

int tenken_clear_groups(void) { return setgroups(0, NULL); }
