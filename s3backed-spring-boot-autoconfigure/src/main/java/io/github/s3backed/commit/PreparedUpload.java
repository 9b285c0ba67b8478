package io.github.s3backed.commit;

import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.store.NewObject;

/**
 * A place where somebody else may put a content.
 *
 * @param upload what is to be there
 * @param object what the object is to be
 */
public record PreparedUpload(UploadedObject upload, NewObject object) {

}
