#include "CMIME.h"

#include <gmime/gmime.h>
#include <string.h>

struct cmime_message {
    GMimeMessage *message;
};

static GMimeObject *object(cmime_node *node) {
    return (GMimeObject *)node;
}

cmime_message *cmime_message_read(const void *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    // Contents are copied out of the stream, so nothing reads it again later.
    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *parsed = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    if (!parsed) return NULL;
    cmime_message *message = g_new0(cmime_message, 1);
    message->message = parsed;
    return message;
}

void cmime_message_free(cmime_message *message) {
    if (!message) return;
    g_object_unref(message->message);
    g_free(message);
}

cmime_node *cmime_message_node(cmime_message *message) {
    return (cmime_node *)message->message;
}

cmime_kind cmime_node_kind(cmime_node *node) {
    if (GMIME_IS_MESSAGE(node)) return CMIME_MESSAGE;
    if (GMIME_IS_MESSAGE_PART(node)) return CMIME_ENCLOSED;
    if (GMIME_IS_MULTIPART(node)) return CMIME_MULTIPART;
    return CMIME_LEAF;
}

int cmime_node_child_count(cmime_node *node) {
    switch (cmime_node_kind(node)) {
    case CMIME_MULTIPART: return g_mime_multipart_get_count(GMIME_MULTIPART(node));
    case CMIME_ENCLOSED:
    case CMIME_MESSAGE: return 1;
    case CMIME_LEAF: break;
    }
    return 0;
}

cmime_node *cmime_node_child(cmime_node *node, int index) {
    switch (cmime_node_kind(node)) {
    case CMIME_MULTIPART: return (cmime_node *)g_mime_multipart_get_part(GMIME_MULTIPART(node), index);
    case CMIME_ENCLOSED: return (cmime_node *)g_mime_message_part_get_message(GMIME_MESSAGE_PART(node));
    case CMIME_MESSAGE: return (cmime_node *)g_mime_message_get_mime_part(GMIME_MESSAGE(node));
    case CMIME_LEAF: break;
    }
    return NULL;
}

char *cmime_node_type(cmime_node *node) {
    GMimeContentType *type = g_mime_object_get_content_type(object(node));
    return type ? g_mime_content_type_get_mime_type(type) : NULL;
}

const char *cmime_node_parameter(cmime_node *node, const char *name) {
    return g_mime_object_get_content_type_parameter(object(node), name);
}

int cmime_node_header_count(cmime_node *node) {
    return g_mime_header_list_get_count(g_mime_object_get_header_list(object(node)));
}

static GMimeHeader *header(cmime_node *node, int index) {
    return g_mime_header_list_get_header_at(g_mime_object_get_header_list(object(node)), index);
}

const char *cmime_node_header_name(cmime_node *node, int index) {
    GMimeHeader *found = header(node, index);
    return found ? g_mime_header_get_name(found) : NULL;
}

const char *cmime_node_header_value(cmime_node *node, int index) {
    GMimeHeader *found = header(node, index);
    return found ? g_mime_header_get_raw_value(found) : NULL;
}

void *cmime_node_content(cmime_node *node, size_t *length) {
    *length = 0;
    if (!GMIME_IS_PART(node)) return NULL;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(node));
    if (!content) return NULL;
    GMimeStream *stream = g_mime_stream_mem_new();
    void *bytes = NULL;
    if (g_mime_data_wrapper_write_to_stream(content, stream) >= 0) {
        const GByteArray *decoded = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
        *length = decoded->len;
        bytes = g_malloc(decoded->len + 1);
        if (decoded->len > 0) memcpy(bytes, decoded->data, decoded->len);
    }
    g_object_unref(stream);
    return bytes;
}

char *cmime_node_text(cmime_node *node) {
    return GMIME_IS_TEXT_PART(node) ? g_mime_text_part_get_text(GMIME_TEXT_PART(node)) : NULL;
}

char *cmime_decoded_header(const char *value) {
    return g_mime_utils_header_decode_text(NULL, value);
}
