package io.github.s3backed.content;

/**
 * Where a content comes from that an attribute is to have.
 */
public sealed interface ContentSource permits KnownContent, StreamedContent, StoredObject, UploadedObject {

}
