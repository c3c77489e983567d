#ifndef CMIME_H
#define CMIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// GMime without its objects: writing and reading e-mail. What a function returns as `char *` or `void *` that is not
// const is given back with `cmime_free`. Texts are UTF-8.

#ifdef __cplusplus
extern "C" {
#endif

/// To be called once, before anything else.
void cmime_initialise(void);
void cmime_free(void *memory);

// Writing

typedef struct cmime_draft cmime_draft;

cmime_draft *cmime_draft_new(void);
void cmime_draft_free(cmime_draft *draft);
void cmime_draft_set_date(cmime_draft *draft, int64_t seconds);
/// `folded` is written as it is: encoded, with LF and a blank where a line is broken.
void cmime_draft_add_header(cmime_draft *draft, const char *name, const char *folded);
/// The bytes are copied.
void cmime_draft_set_text(cmime_draft *draft, const void *bytes, size_t length);
void cmime_draft_set_html(cmime_draft *draft, const void *bytes, size_t length);
/// The whole message with CRLF at the end of each line.
void *cmime_draft_write(cmime_draft *draft, size_t *length);

// Reading

typedef struct cmime_message cmime_message;
/// A message or a part of one; lives as long as the message.
typedef struct cmime_node cmime_node;

typedef enum {
    CMIME_LEAF,
    CMIME_MULTIPART,
    /// A message inside a message: its only child is the message.
    CMIME_ENCLOSED,
    /// A message: its only child is its content.
    CMIME_MESSAGE,
} cmime_kind;

/// Null only when there is nothing like a message.
cmime_message *cmime_message_read(const void *bytes, size_t length);
void cmime_message_free(cmime_message *message);
cmime_node *cmime_message_node(cmime_message *message);

cmime_kind cmime_node_kind(cmime_node *node);
int cmime_node_child_count(cmime_node *node);
/// May be null: a message can be empty.
cmime_node *cmime_node_child(cmime_node *node, int index);
/// `text/plain`, as it was written.
char *cmime_node_type(cmime_node *node);
/// A parameter of the content type, or null.
const char *cmime_node_parameter(cmime_node *node, const char *name);
int cmime_node_header_count(cmime_node *node);
const char *cmime_node_header_name(cmime_node *node, int index);
/// As it was written, folded and encoded.
const char *cmime_node_header_value(cmime_node *node, int index);
/// The decoded bytes of a leaf, or null.
void *cmime_node_content(cmime_node *node, size_t *length);
/// The decoded text of a leaf of type `text`, or null.
char *cmime_node_text(cmime_node *node);
/// A header's value without the encoding of RFC 2047.
char *cmime_decoded_header(const char *value);

#ifdef __cplusplus
}
#endif

#endif
