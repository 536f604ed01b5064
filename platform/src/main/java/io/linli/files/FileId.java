package io.linli.files;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One uploaded file. The id alone opens nothing: the matter that holds the file decides who may see it. */
public record FileId(@JsonValue UUID id) {

    @JsonCreator
    public FileId {}

    public static FileId of(String text) {
        return new FileId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
