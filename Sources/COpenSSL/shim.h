// OpenSSL with functions for what its headers write as macros. Nothing here checks for null, as OpenSSL does not: every
// pointer must be valid.
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/// Limits the versions of TLS that are offered, by wire number; 1 on success.
static inline int tenken_set_versions(SSL_CTX *context, int lowest, int highest) {
    return SSL_CTX_set_min_proto_version(context, lowest) == 1 &&
           SSL_CTX_set_max_proto_version(context, highest) == 1;
}

/// Talks to servers without secure renegotiation, and renegotiates with none.
static inline void tenken_set_options(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_NO_RENEGOTIATION);
}

/// Sends a server name in the greeting (SNI); 1 on success. The name is copied.
static inline int tenken_set_server_name(SSL *session, const char *name) {
    return (int)SSL_set_tlsext_host_name(session, name);
}

/// The octets that wait in a memory BIO.
static inline int tenken_bio_pending(BIO *bio) { return BIO_pending(bio); }

/// How many names a subject alternative name has.
static inline int tenken_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }

/// The name at a place below the count; borrowed.
static inline const GENERAL_NAME *tenken_names_at(const GENERAL_NAMES *names, int index) {
    return sk_GENERAL_NAME_value(names, index);
}

/// RFC 2253 text that leaves letters beyond ASCII as UTF-8.
static const unsigned long tenken_name_flags = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
