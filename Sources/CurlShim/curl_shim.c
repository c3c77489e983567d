#include "CurlShim.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

// A server that talks without end must not fill the memory.
#define MAXIMUM_TEXT 65536
#define MAXIMUM_ADDRESSES 16

typedef struct {
    char *bytes;
    size_t length;
} text;

struct curl_shim_connection {
    CURL *curl;
    curl_socket_t socket;
    long timeout;
    bool greets;
    char addresses[MAXIMUM_ADDRESSES][INET6_ADDRSTRLEN];
    size_t address_count;
    struct curl_slist *names;
    text capabilities;
    text replies;
    char problem[CURL_ERROR_SIZE];
};

// Writing to a connection that the other side has closed raises SIGPIPE, and whoever embeds this may not ignore it.
typedef struct {
    sigset_t before;
    bool was_pending;
} pipe_guard;

static void begin(pipe_guard *guard) {
    sigset_t pending, pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigpending(&pending);
    guard->was_pending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, &guard->before);
}

static void end(const pipe_guard *guard) {
    if (!guard->was_pending) {
        const struct timespec none = {0, 0};
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        while (sigtimedwait(&pipe, NULL, &none) == -1 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &guard->before, NULL);
}

static void clear(text *text) {
    text->length = 0;
    if (text->bytes) text->bytes[0] = 0;
}

static void append(text *text, const char *bytes, size_t length) {
    if (length > MAXIMUM_TEXT - text->length) return;
    char *grown = realloc(text->bytes, text->length + length + 1);
    if (!grown) return;
    memcpy(grown + text->length, bytes, length);
    text->bytes = grown;
    text->length += length;
    grown[text->length] = 0;
}

static int listen_in(CURL *curl, curl_infotype type, char *data, size_t size, void *context) {
    (void)curl;
    curl_shim_connection *connection = context;
    if (type == CURLINFO_HEADER_OUT) {
        clear(&connection->replies);
        connection->greets = size >= 4 && memcmp(data, "EHLO", 4) == 0;
        if (connection->greets) clear(&connection->capabilities);
    } else if (type == CURLINFO_HEADER_IN) {
        append(&connection->replies, data, size);
        if (connection->greets) append(&connection->capabilities, data, size);
    }
    return 0;
}

// Connects to the addresses that were checked, wherever libcurl found another one.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    const curl_shim_connection *connection = context;
    char text[INET6_ADDRSTRLEN] = "";
    if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
    if (address->family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, &address->addr, sizeof four);
        inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
    } else if (address->family == AF_INET6) {
        struct sockaddr_in6 six;
        memcpy(&six, &address->addr, sizeof six);
        inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
    }
    for (size_t index = 0; index < connection->address_count; index++) {
        if (text[0] && strcmp(text, connection->addresses[index]) == 0) {
            return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
        }
    }
    return CURL_SOCKET_BAD;
}

bool curl_shim_initialise(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

curl_shim_connection *curl_shim_new(void) {
    curl_shim_connection *connection = calloc(1, sizeof *connection);
    if (!connection) return NULL;
    connection->socket = CURL_SOCKET_BAD;
    connection->curl = curl_easy_init();
    if (!connection->curl) {
        free(connection);
        return NULL;
    }
    CURL *curl = connection->curl;
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, connection->problem);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_SMTP | CURLPROTO_SMTPS));
    // A proxy for web pages in the environment is none for mail.
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, connection);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen_in);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, connection);
    return connection;
}

bool curl_shim_set_server(curl_shim_connection *connection, const char *host, int port, curl_shim_security security) {
    char number[16];
    char bracketed[512];
    snprintf(number, sizeof number, "%d", port);
    if (strchr(host, ':') && host[0] != '[') {
        if ((size_t)snprintf(bracketed, sizeof bracketed, "[%s]", host) >= sizeof bracketed) return false;
        host = bracketed;
    }
    CURLU *url = curl_url();
    if (!url) return false;
    const char *scheme = security == CURL_SHIM_TLS ? "smtps" : "smtp";
    bool is_set = curl_url_set(url, CURLUPART_SCHEME, scheme, 0) == CURLUE_OK
        && curl_url_set(url, CURLUPART_HOST, host, 0) == CURLUE_OK
        && curl_url_set(url, CURLUPART_PORT, number, 0) == CURLUE_OK;
    char *whole = NULL;
    is_set = is_set && curl_url_get(url, CURLUPART_URL, &whole, 0) == CURLUE_OK
        && curl_easy_setopt(connection->curl, CURLOPT_URL, whole) == CURLE_OK
        && curl_easy_setopt(
               connection->curl, CURLOPT_USE_SSL, (long)(security == CURL_SHIM_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL)
           ) == CURLE_OK;
    curl_free(whole);
    curl_url_cleanup(url);
    return is_set;
}

bool curl_shim_set_addresses(
    curl_shim_connection *connection, const char *host, int port, const char *const *addresses, size_t count
) {
    char entry[512 + MAXIMUM_ADDRESSES * (INET6_ADDRSTRLEN + 3)];
    int length = snprintf(entry, sizeof entry, "%.256s:%d:", host, port);
    connection->address_count = 0;
    for (size_t index = 0; index < count && index < MAXIMUM_ADDRESSES; index++) {
        if (strlen(addresses[index]) >= INET6_ADDRSTRLEN) return false;
        strcpy(connection->addresses[index], addresses[index]);
        const char *form = strchr(addresses[index], ':') ? "%s[%s]" : "%s%s";
        length += snprintf(entry + length, sizeof entry - (size_t)length, form, index > 0 ? "," : "", addresses[index]);
        connection->address_count++;
    }
    // An address needs no name, and would not be understood here.
    if (connection->address_count == 0 || strchr(host, ':')) return connection->address_count > 0;
    struct curl_slist *names = curl_slist_append(NULL, entry);
    if (!names) return false;
    curl_slist_free_all(connection->names);
    connection->names = names;
    return curl_easy_setopt(connection->curl, CURLOPT_RESOLVE, names) == CURLE_OK;
}

bool curl_shim_set_login(curl_shim_connection *connection, const char *user, const char *password) {
    return curl_easy_setopt(connection->curl, CURLOPT_USERNAME, user) == CURLE_OK
        && curl_easy_setopt(connection->curl, CURLOPT_PASSWORD, password) == CURLE_OK;
}

bool curl_shim_set_trust(curl_shim_connection *connection, bool verifies, const char *authority) {
    CURL *curl = connection->curl;
    return curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, verifies ? 1L : 0L) == CURLE_OK
        && curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, verifies ? 2L : 0L) == CURLE_OK
        && (!authority || curl_easy_setopt(curl, CURLOPT_CAINFO, authority) == CURLE_OK);
}

void curl_shim_set_timeout(curl_shim_connection *connection, long milliseconds) {
    connection->timeout = milliseconds;
    curl_easy_setopt(connection->curl, CURLOPT_TIMEOUT_MS, milliseconds);
    curl_easy_setopt(connection->curl, CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
}

curl_shim_result curl_shim_connect(curl_shim_connection *connection) {
    pipe_guard guard;
    begin(&guard);
    connection->problem[0] = 0;
    CURLcode code = curl_easy_perform(connection->curl);
    if (code == CURLE_OK) {
        code = curl_easy_getinfo(connection->curl, CURLINFO_ACTIVESOCKET, &connection->socket);
    }
    end(&guard);
    if (code == CURLE_OK && connection->socket != CURL_SOCKET_BAD) return CURL_SHIM_DONE;
    if (!connection->problem[0]) {
        snprintf(connection->problem, sizeof connection->problem, "%s", curl_easy_strerror(code));
    }
    return code == CURLE_OPERATION_TIMEDOUT ? CURL_SHIM_TIMED_OUT : CURL_SHIM_FAILED;
}

const char *curl_shim_problem(const curl_shim_connection *connection) {
    return connection->problem;
}

const char *curl_shim_capabilities(const curl_shim_connection *connection) {
    return connection->capabilities.bytes ? connection->capabilities.bytes : "";
}

const char *curl_shim_replies(const curl_shim_connection *connection) {
    return connection->replies.bytes ? connection->replies.bytes : "";
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000L + time.tv_nsec / 1000000L;
}

// Waits until the socket may be used or the time is up.
static curl_shim_result wait_for(curl_shim_connection *connection, short events, long deadline) {
    for (;;) {
        const long left = deadline - now();
        if (left <= 0) return CURL_SHIM_TIMED_OUT;
        struct pollfd entry = {.fd = connection->socket, .events = events, .revents = 0};
        const int ready = poll(&entry, 1, left > 60000 ? 60000 : (int)left);
        if (ready > 0) return CURL_SHIM_DONE;
        if (ready < 0 && errno != EINTR) return CURL_SHIM_FAILED;
    }
}

static curl_shim_result problem(curl_shim_connection *connection, CURLcode code) {
    snprintf(connection->problem, sizeof connection->problem, "%s", curl_easy_strerror(code));
    return CURL_SHIM_FAILED;
}

curl_shim_result curl_shim_send(curl_shim_connection *connection, const void *bytes, size_t length, size_t *sent) {
    pipe_guard guard;
    begin(&guard);
    // A slow receiver is no silent one: the time counts from the last byte that went.
    long deadline = now() + connection->timeout;
    curl_shim_result result = CURL_SHIM_DONE;
    *sent = 0;
    while (*sent < length) {
        size_t count = 0;
        const CURLcode code = curl_easy_send(connection->curl, (const char *)bytes + *sent, length - *sent, &count);
        if (code == CURLE_OK) {
            *sent += count;
            deadline = now() + connection->timeout;
        } else if (code == CURLE_AGAIN) {
            result = wait_for(connection, POLLOUT, deadline);
            if (result != CURL_SHIM_DONE) break;
        } else {
            result = problem(connection, code);
            break;
        }
    }
    end(&guard);
    return result;
}

curl_shim_result curl_shim_receive(
    curl_shim_connection *connection, void *buffer, size_t capacity, size_t *received
) {
    pipe_guard guard;
    begin(&guard);
    const long deadline = now() + connection->timeout;
    curl_shim_result result = CURL_SHIM_DONE;
    *received = 0;
    for (;;) {
        const CURLcode code = curl_easy_recv(connection->curl, buffer, capacity, received);
        if (code == CURLE_OK) {
            if (*received == 0) result = CURL_SHIM_CLOSED;
            break;
        }
        if (code != CURLE_AGAIN) {
            result = problem(connection, code);
            break;
        }
        result = wait_for(connection, POLLIN, deadline);
        if (result != CURL_SHIM_DONE) break;
    }
    end(&guard);
    return result;
}

void curl_shim_close(curl_shim_connection *connection) {
    if (!connection) return;
    pipe_guard guard;
    begin(&guard);
    // libcurl says QUIT and waits for the answer, for minutes if the server is silent, unless the line is dead.
    if (connection->socket != CURL_SOCKET_BAD) shutdown(connection->socket, SHUT_RDWR);
    curl_easy_cleanup(connection->curl);
    end(&guard);
    curl_slist_free_all(connection->names);
    free(connection->capabilities.bytes);
    free(connection->replies.bytes);
    free(connection);
}
