#ifndef CURL_SHIM_H
#define CURL_SHIM_H

#include <stdbool.h>
#include <stddef.h>

// libcurl as Swift can call it: its options are variadic. Every call blocks, for a limited time.

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CURL_SHIM_PLAIN,
    CURL_SHIM_STARTTLS,
    CURL_SHIM_TLS,
} curl_shim_security;

typedef enum {
    CURL_SHIM_DONE,
    CURL_SHIM_TIMED_OUT,
    CURL_SHIM_CLOSED,
    CURL_SHIM_FAILED,
} curl_shim_result;

typedef struct curl_shim_connection curl_shim_connection;

/// To be called once, before anything else.
bool curl_shim_initialise(void);

/// Null when there is no memory. Whoever gets it gives it back with `curl_shim_close`.
curl_shim_connection *curl_shim_new(void);

/// False when the host cannot be one.
bool curl_shim_set_server(curl_shim_connection *connection, const char *host, int port, curl_shim_security security);
/// The only addresses that may be connected to, as numbers; more than 16 are too many. False when they cannot be used.
bool curl_shim_set_addresses(
    curl_shim_connection *connection, const char *host, int port, const char *const *addresses, size_t count
);
bool curl_shim_set_login(curl_shim_connection *connection, const char *user, const char *password);
/// `authority` is the path of a PEM file, or null for those of the system.
bool curl_shim_set_trust(curl_shim_connection *connection, bool verifies, const char *authority);
void curl_shim_set_timeout(curl_shim_connection *connection, long milliseconds);

/// Connects, encrypts, greets and signs in.
curl_shim_result curl_shim_connect(curl_shim_connection *connection);

/// What the last failure was, in words.
const char *curl_shim_problem(const curl_shim_connection *connection);
/// The lines of the answer to the last `EHLO`.
const char *curl_shim_capabilities(const curl_shim_connection *connection);
/// The lines that came since the last command, as long as `curl_shim_connect` worked.
const char *curl_shim_replies(const curl_shim_connection *connection);

/// Hands over all bytes; `sent` says how many it were in any case.
curl_shim_result curl_shim_send(
    curl_shim_connection *connection, const void *bytes, size_t length, size_t *sent
);
/// Takes what has come, one byte at least.
curl_shim_result curl_shim_receive(
    curl_shim_connection *connection, void *buffer, size_t capacity, size_t *received
);

/// Cuts the connection without a farewell and frees everything.
void curl_shim_close(curl_shim_connection *connection);

#ifdef __cplusplus
}
#endif

#endif
