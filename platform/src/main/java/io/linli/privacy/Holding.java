package io.linli.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One kind of personal data that a module keeps, declared beside the code that keeps it, so that the inventory is never
 * older than the program. What it is, what for and who sees it stand in the module's bundle under
 * {@code personal.<kind>.what}, {@code .why} and {@code .who}.
 *
 * @param kind such as {@code incident.contact}
 * @param basis the key of the law that it rests on ({@code law.…}); null while nobody has confirmed one (待核定)
 * @param kept the kind of a {@link Retained} that ends it; null when another rule does, which {@code .who} tells of
 */
public record Holding(
        String kind,
        Nature nature,
        List<Place> places,
        @Nullable String basis,
        @Nullable String kept) {

    public enum Nature {
        GENERAL,
        /** 敏感个人信息 (个人信息保护法 art. 28). */
        SENSITIVE,
        /** Keys, codes and digests that serve to protect; nobody is described by them. */
        TECHNICAL
    }

    public enum Form {
        ENCRYPTED,
        DIGEST,
        CLEAR
    }

    /** Where it stands. */
    public record Place(String column, Form form) {}

    public Holding {
        places = List.copyOf(places);
    }

    public static Holding of(String kind) {
        return new Holding(kind, Nature.GENERAL, List.of(), null, null);
    }

    public static Holding sensitive(String kind) {
        return new Holding(kind, Nature.SENSITIVE, List.of(), null, null);
    }

    public static Holding technical(String kind) {
        return new Holding(kind, Nature.TECHNICAL, List.of(), null, null);
    }

    /** Sealed by the vault. */
    public Holding encrypted(String... columns) {
        return at(Form.ENCRYPTED, columns);
    }

    /** Blind indexes, and hashes of what is not kept itself. */
    public Holding digests(String... columns) {
        return at(Form.DIGEST, columns);
    }

    public Holding clear(String... columns) {
        return at(Form.CLEAR, columns);
    }

    public Holding under(String law) {
        return new Holding(kind, nature, places, law, kept);
    }

    public Holding keptBy(String rule) {
        return new Holding(kind, nature, places, basis, rule);
    }

    /** The module that keeps it. */
    public String module() {
        return kind.substring(0, kind.indexOf('.'));
    }

    private Holding at(Form form, String... columns) {
        var added = Arrays.stream(columns).map(column -> new Place(column, form));
        return new Holding(kind, nature, Stream.concat(places.stream(), added).toList(), basis, kept);
    }
}
