package io.github.s3backed.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.EncodedEntity;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One call that writes an entity: what it writes, and what it has uploaded so far.
 */
final class Write {

	private final S3BackedPersistentEntity<?> entity;

	private final EncodedEntity encoded;

	private final Lease lease;

	private final Queue<ObjectLocation> attempted = new ConcurrentLinkedQueue<>();

	private final Map<String, Pointer> uploaded = new ConcurrentHashMap<>();

	Write(S3BackedPersistentEntity<?> entity, EncodedEntity encoded, Lease lease) {
		this.entity = entity;
		this.encoded = encoded;
		this.lease = lease;
	}

	/**
	 * Returns the same write under another token, with nothing uploaded.
	 */
	Write under(Lease lease) {
		return (lease == this.lease) ? this : new Write(this.entity, this.encoded, lease);
	}

	S3BackedPersistentEntity<?> entity() {
		return this.entity;
	}

	EncodedEntity encoded() {
		return this.encoded;
	}

	ItemId id() {
		return this.entity.id(this.encoded.key());
	}

	Token token() {
		return this.lease.token();
	}

	Lease lease() {
		return this.lease;
	}

	/**
	 * Notes an object before anything of it is sent.
	 */
	void attempt(ObjectLocation location) {
		this.attempted.add(location);
	}

	void uploaded(Content content, Pointer pointer) {
		this.uploaded.put(content.attribute().name(), pointer);
	}

	/**
	 * Returns every object that may be in S3 because of this write.
	 */
	List<ObjectLocation> attempted() {
		return List.copyOf(this.attempted);
	}

	/**
	 * Returns the pointers for the attributes whose objects are in S3 already: uploaded
	 * by this write before a conflict, or carried over from the predecessor because the
	 * content is the same. The latter is safe only for a predecessor with a token, which
	 * the commit's condition pins.
	 */
	Map<String, Pointer> pointersAtHand(Predecessor predecessor) {
		Map<String, Pointer> pointers = new LinkedHashMap<>(this.uploaded);
		if (predecessor.record() != null) {
			for (Content content : this.encoded.contents()) {
				Pointer pointer = predecessor.pointers().get(content.attribute().name());
				if (pointer != null && pointer.hasContent(content.size(), content.sha256())) {
					pointers.putIfAbsent(content.attribute().name(), pointer);
				}
			}
		}
		return pointers;
	}

	/**
	 * Returns the item as it is to be stored.
	 */
	Map<String, AttributeValue> item(Map<String, Pointer> pointers, Predecessor predecessor) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(this.encoded.item());
		pointers.forEach((name, pointer) -> item.put(name, pointer.toAttributeValue()));
		item.put(WriteRecord.ATTRIBUTE, WriteRecord.of(token(), predecessor.record()).toAttributeValue());
		return item;
	}

	/**
	 * Returns the condition of the commit: the predecessor's, and the entity's own.
	 */
	Expression condition(Predecessor predecessor) {
		Expression condition = predecessor.condition();
		return (this.encoded.condition() != null) ? Expression.join(condition, this.encoded.condition(), " AND ")
				: condition;
	}

}
