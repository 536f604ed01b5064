package io.linli.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was once written down is read for ever, and says nothing of a person. A golden file of each event stands in
 * {@code src/test/resources/journal}; {@code -Djournal.write=true} makes those that are missing, with made-up values, and
 * changes none that is there.
 */
class EventFormTests {

    private static final Path GOLDEN = Path.of("src/test/resources/journal");

    /** Texts that are codes by another name. A new one is added here only when it can hold no words and no person. */
    private static final Map<String, String> CODES = Map.of(
            "number", "SJ-430181-20261121-000042",
            "category", "0102",
            "geohash", "wt1k3b9",
            "restricted", "POLICE",
            "signature", "0123456789abcdef");

    private static final Set<Class<?>> PLAIN = Set.of(
            UUID.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Short.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            Duration.class);

    /** Read once: reading all classes takes seconds. */
    private static final List<Class<? extends DomainEvent>> EVENTS = find();

    static List<Class<? extends DomainEvent>> events() {
        return EVENTS;
    }

    private static List<Class<? extends DomainEvent>> find() {
        var events = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.linli").stream()
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && !type.isInterface())
                        .map(JavaClass::reflect)
                        .toList();
        var found = new ArrayList<Class<? extends DomainEvent>>();
        events.forEach(type -> found.add(type.asSubclass(DomainEvent.class)));
        return found;
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasANameOfItsOwnThatNoOtherHas(Class<? extends DomainEvent> type) {
        assertThat(type.isRecord()).isTrue();
        var module = type.getPackageName().replaceFirst("io\\.linli\\.([a-z]+).*", "$1");
        assertThat(EventJson.nameOf(type)).startsWith(module + ".");
        assertThat(events().stream().filter(other -> EventJson.reads(other, EventJson.nameOf(type))))
                .containsExactly(type);
    }

    @ParameterizedTest
    @MethodSource("events")
    void holdsNothingOfAPersonAndNoWords(Class<? extends DomainEvent> type) {
        assertThat(wordsIn(type, type.getSimpleName())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWrittenAsItsGoldenFileSays(Class<? extends DomainEvent> type) throws Exception {
        var file = golden(EventJson.nameOf(type));
        if (Boolean.getBoolean("journal.write") && !Files.exists(file)) {
            var sample = (DomainEvent) requireNonNull(sample(type, "", type));
            var json = JsonMapper.builder().build();
            Files.writeString(
                    file,
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(EventJson.write(sample)))
                            + "\n");
        }
        assertThat(file)
                .as("run: mvn -pl platform test -Dtest=EventFormTests -Djournal.write=true")
                .exists();
        var golden = Files.readString(file);
        var json = JsonMapper.builder().build();

        assertThat(json.readTree(EventJson.write(EventJson.read(golden, type))))
                .as("a changed form is a new version: " + type.getSimpleName())
                .isEqualTo(json.readTree(golden));
    }

    @Test
    void everythingEverReleasedIsStillRead() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            var all = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(all).isNotEmpty();
            for (var file : all) {
                var name = file.getFileName()
                        .toString()
                        .replaceFirst("\\.json$", "")
                        .replaceFirst("\\.(\\d+)$", "/$1");
                assertThat(events())
                        .as("nothing reads " + name)
                        .filteredOn(type -> EventJson.reads(type, name))
                        .singleElement()
                        .satisfies(type -> assertThat(EventJson.read(Files.readString(file), type))
                                .hasNoNullFieldsOrPropertiesExcept(nullable(type)));
            }
        }
    }

    @Test
    void wouldFindWords() {
        record Secret(UUID id, String story) {}
        record Told(Secret secret, List<String> names, Map<String, Integer> counts) {}

        assertThat(wordsIn(Told.class, "Told"))
                .containsExactlyInAnyOrder("Told.secret.story", "Told.names", "Told.counts");
        assertThat(wordsIn(io.linli.privacy.PhoneNumber.class, "phone")).isNotEmpty();
    }

    private static Path golden(String name) {
        return GOLDEN.resolve(name.replace('/', '.') + ".json");
    }

    private static String[] nullable(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(EventFormTests::isNullable)
                .map(RecordComponent::getName)
                .toArray(String[]::new);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
    }

    /** Where in a type a text could stand that is no code. */
    private static List<String> wordsIn(Type type, String at) {
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                            isContainer(generic.getRawType()) ? Stream.of() : Stream.of(at),
                            Arrays.stream(generic.getActualTypeArguments())
                                    .flatMap(inner -> wordsIn(inner, at).stream()))
                    .toList();
        }
        if (!(type instanceof Class<?> plain)) {
            return List.of(at);
        }
        if (plain.isPrimitive() || plain.isEnum() || PLAIN.contains(plain) || Temporal.class.isAssignableFrom(plain)) {
            return List.of();
        }
        if (plain.isArray()) {
            return plain.getComponentType().isPrimitive() ? List.of() : List.of(at);
        }
        if (!plain.isRecord() || plain.getPackageName().startsWith("io.linli.privacy")) {
            return List.of(at);
        }
        return isCode(plain)
                ? List.of()
                : Arrays.stream(plain.getRecordComponents())
                        .filter(part -> part.getType() != String.class || !CODES.containsKey(part.getName()))
                        .flatMap(part -> wordsIn(part.getGenericType(), at + "." + part.getName()).stream())
                        .toList();
    }

    private static boolean isContainer(Type raw) {
        return raw instanceof Class<?> type
                && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    }

    /** A value type around one text whose constructor lets only codes or ids through. */
    private static boolean isCode(Class<?> record) {
        var parts = record.getRecordComponents();
        return parts.length == 1
                && parts[0].getType() == String.class
                && (record.getSimpleName().endsWith("Code")
                        || record.getSimpleName().endsWith("Id"));
    }

    private static Object sample(Type type, String name, Class<?> owner) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            var inner = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom((Class<?>) generic.getRawType())
                    ? Map.of(sample(inner[0], name, owner), sample(inner[1], name, owner))
                    : Set.class.isAssignableFrom((Class<?>) generic.getRawType())
                            ? Set.of(sample(inner[0], name, owner))
                            : List.of(sample(inner[0], name, owner));
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain == String.class) {
            return owner.getSimpleName().equals("AreaCode") ? "430181001001" : CODES.getOrDefault(name, "430181");
        }
        if (plain.isRecord()) {
            var types = new ArrayList<Class<?>>();
            var values = new ArrayList<>();
            for (var part : plain.getRecordComponents()) {
                types.add(part.getType());
                values.add(sample(part.getGenericType(), part.getName(), plain));
            }
            var maker = plain.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            maker.setAccessible(true);
            return maker.newInstance(values.toArray());
        }
        return plainSample(plain);
    }

    private static Object plainSample(Class<?> type) {
        if (type == UUID.class) {
            return UUID.fromString("01936f2a-7c00-7000-8000-000000000001");
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == double.class || type == Double.class) {
            return 1.5;
        }
        if (type == long.class || type == Long.class) {
            return 3L;
        }
        if (type == int.class || type == Integer.class) {
            return 3;
        }
        if (type == LocalDate.class) {
            return LocalDate.parse("2026-11-21");
        }
        if (type == LocalTime.class) {
            return LocalTime.parse("08:30");
        }
        if (type == Duration.class) {
            return Duration.ofHours(2);
        }
        if (type == Instant.class) {
            return Instant.parse("2026-11-21T08:30:00.123456Z");
        }
        if (type == long[].class) {
            return new long[] {1, 2};
        }
        throw new IllegalArgumentException("Say here what a sample of " + type + " is");
    }
}
