#include "CMIME.h"

#include <gmime/gmime.h>
#include <string.h>

struct cmime_draft {
    GMimeMessage *message;
    GMimeObject *text;
    GMimeObject *html;
};

cmime_draft *cmime_draft_new(void) {
    cmime_draft *draft = g_new0(cmime_draft, 1);
    draft->message = g_mime_message_new(FALSE);
    return draft;
}

void cmime_draft_free(cmime_draft *draft) {
    g_clear_object(&draft->text);
    g_clear_object(&draft->html);
    g_object_unref(draft->message);
    g_free(draft);
}

void cmime_draft_set_date(cmime_draft *draft, int64_t seconds) {
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    if (!date) return;
    g_mime_message_set_date(draft->message, date);
    g_date_time_unref(date);
}

void cmime_draft_add_header(cmime_draft *draft, const char *name, const char *folded) {
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(draft->message));
    g_mime_header_list_append(headers, name, "", NULL);
    GMimeHeader *header = g_mime_header_list_get_header_at(headers, g_mime_header_list_get_count(headers) - 1);
    char *line = g_strconcat(" ", folded, "\n", NULL);
    g_mime_header_set_raw_value(header, line);
    g_free(line);
}

static GMimeObject *text_part(const char *subtype, const void *bytes, size_t length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    GMimePart *part = GMIME_PART(g_mime_text_part_new_with_subtype(subtype));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_object_unref(content);
    g_object_unref(stream);
    return GMIME_OBJECT(part);
}

void cmime_draft_set_text(cmime_draft *draft, const void *bytes, size_t length) {
    g_clear_object(&draft->text);
    draft->text = text_part("plain", bytes, length);
}

void cmime_draft_set_html(cmime_draft *draft, const void *bytes, size_t length) {
    g_clear_object(&draft->html);
    draft->html = text_part("html", bytes, length);
}

static void join_parts(cmime_draft *draft) {
    if (draft->text && draft->html) {
        // The last alternative is the one that readers prefer.
        GMimeMultipart *alternatives = g_mime_multipart_new_with_subtype("alternative");
        g_mime_multipart_add(alternatives, draft->text);
        g_mime_multipart_add(alternatives, draft->html);
        g_mime_message_set_mime_part(draft->message, GMIME_OBJECT(alternatives));
        g_object_unref(alternatives);
    } else if (draft->text || draft->html) {
        g_mime_message_set_mime_part(draft->message, draft->text ? draft->text : draft->html);
    }
}

void *cmime_draft_write(cmime_draft *draft, size_t *length) {
    join_parts(draft);
    GMimeFormatOptions *options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    GMimeStream *stream = g_mime_stream_mem_new();
    void *bytes = NULL;
    *length = 0;
    if (g_mime_object_write_to_stream(GMIME_OBJECT(draft->message), options, stream) >= 0) {
        const GByteArray *written = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
        *length = written->len;
        bytes = g_malloc(written->len + 1);
        memcpy(bytes, written->data, written->len);
    }
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return bytes;
}
