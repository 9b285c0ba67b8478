package io.github.s3backed.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.s3backed.DirectUpload;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.UploadTicket;
import io.github.s3backed.docs.Lecture.Slide;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;

/**
 * Works with contents of each kind.
 */
class LectureService {

	private final S3BackedOperations operations;

	LectureService(S3BackedOperations operations) {
		this.operations = operations;
	}

	void publish(Path film, InputStream transcript, List<Slide> slides) {
		this.operations.insert(new Lecture("2026-11", "Handles", "How large contents are kept",
				S3BackedValue.of(slides), new FileSystemResource(film), new InputStreamResource(transcript)));
	}

	List<String> titles() {
		return this.operations.findAll(Lecture.class).map(Lecture::title).toList();
	}

	void serve(Lecture lecture, OutputStream response) throws IOException {
		if (lecture.film() instanceof S3BackedResource film) {
			long half = film.getStoredAttribute().size() / 2;
			try (InputStream in = film.getInputStream(half, film.contentLength() - half)) {
				in.transferTo(response);
			}
		}
	}

	void download(S3BackedResource film, Path file) throws IOException {
		film.downloadTo(file);
	}

	URI link(S3BackedResource film) {
		return this.operations.presignGet(film, Duration.ofMinutes(10));
	}

	UploadTicket prepareFilm(Key lecture, long length, String sha256) {
		return this.operations.prepareUpload(Lecture.class, lecture, "film",
				new DirectUpload(length, sha256, "video/mp4"), Duration.ofMinutes(10));
	}

	void addFilm(Lecture lecture, String token) {
		this.operations.update(new Lecture(lecture.id(), lecture.title(), lecture.summary(), lecture.slides(),
				this.operations.uploaded(token), lecture.transcript()));
	}

}
