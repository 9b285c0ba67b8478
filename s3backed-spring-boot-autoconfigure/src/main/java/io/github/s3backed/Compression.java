package io.github.s3backed;

/**
 * How the bytes of an S3-backed attribute are compressed in S3.
 * <p>
 * The pointer in the item records what was done to each object, so a change of this
 * setting affects later writes only. Content that does not shrink, or whose first 256 KB
 * hardly do, is stored as it is, whatever the setting.
 */
public enum Compression {

	/**
	 * Stored as it is.
	 */
	NONE(0),

	/**
	 * RFC 1952. The object carries {@code Content-Encoding: gzip}, so that browsers and
	 * HTTP clients read it directly. Levels are 1 to 9, the default is 6.
	 */
	GZIP(9),

	/**
	 * RFC 8878. Needs {@code com.github.luben:zstd-jni} on the class path. Levels are 1
	 * to 22, the default is 3.
	 */
	ZSTD(22);

	private final int maxLevel;

	Compression(int maxLevel) {
		this.maxLevel = maxLevel;
	}

	/**
	 * Tells whether there is such a level.
	 * @param level how hard the compression tries
	 * @return whether it is from 1 to the highest level
	 */
	public boolean hasLevel(int level) {
		return level >= 1 && level <= this.maxLevel;
	}

	/**
	 * Says which levels there are.
	 * @return half a sentence
	 */
	public String describeLevels() {
		return (this.maxLevel > 0) ? name() + " has levels 1 to " + this.maxLevel : name() + " has no levels";
	}

}
