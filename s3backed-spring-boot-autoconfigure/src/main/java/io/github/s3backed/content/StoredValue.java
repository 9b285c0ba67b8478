package io.github.s3backed.content;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.s3backed.S3BackedValue;
import io.github.s3backed.StoredAttribute;
import org.jspecify.annotations.Nullable;

/**
 * A value that is read when it is asked for.
 *
 * @param <T> its type
 */
public final class StoredValue<T> implements S3BackedValue<T> {

	private final StoredObject object;

	private final Function<StoredObject, T> reader;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable T value;

	/**
	 * Creates the value.
	 * @param object where it is
	 * @param reader reads it
	 */
	public StoredValue(StoredObject object, Function<StoredObject, T> reader) {
		this.object = object;
		this.reader = reader;
	}

	public StoredObject object() {
		return this.object;
	}

	/**
	 * Returns what was read: the application may have changed it since.
	 * @return the value, or {@code null} if it was not read
	 */
	public @Nullable T loaded() {
		return this.value;
	}

	@Override
	public T get() {
		T loaded = this.value;
		return (loaded != null) ? loaded : load();
	}

	private T load() {
		this.lock.lock();
		try {
			T loaded = this.value;
			if (loaded == null) {
				loaded = this.reader.apply(this.object);
				this.value = loaded;
			}
			return loaded;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public StoredAttribute getStoredAttribute() {
		return this.object.toAttribute();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredValue<?> that && this.object.location().equals(that.object.location());
	}

	@Override
	public int hashCode() {
		return this.object.location().hashCode();
	}

	@Override
	public String toString() {
		return "S3BackedValue in " + this.object;
	}

}
