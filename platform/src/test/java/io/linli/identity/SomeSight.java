package io.linli.identity;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** What somebody sees of matters who looks after an area. */
public final class SomeSight {

    private SomeSight() {}

    public static Sight of(String area) {
        var account = new AccountId(new UUID(0, 1));
        return new Sight(
                new Scope(account, new TreeSet<>(List.of(area)), new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
    }
}
