package io.linli.residents;

import java.time.LocalDate;
import java.util.concurrent.ThreadLocalRandom;

/** Made-up people for tests. */
public final class SomePerson {

    private SomePerson() {}

    /** A number that nobody else in this run has. */
    public static String identity(LocalDate born) {
        return MadeUpNumbers.identity(born, ThreadLocalRandom.current().nextInt(100_000))
                .number();
    }

    /** Of somebody between forty and sixty. */
    public static String identity() {
        return identity(
                LocalDate.of(1970, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(7_000)));
    }
}
