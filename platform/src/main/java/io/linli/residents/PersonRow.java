package io.linli.residents;

import io.linli.privacy.IdCardNumber.Sex;
import io.linli.territory.AreaCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as a list shows them: masked. */
public record PersonRow(
        ResidentId id,
        String name,
        @Nullable String identity,
        @Nullable String phone,
        Sex sex,
        int age,
        AreaCode area,
        String areaName,
        PersonState state,
        Registration registration,
        @Nullable HomeView home,
        boolean hasAccount,
        Instant registeredAt) {

    /** Where they live. */
    public record HomeView(HomeId id, String address) {

        static HomeView of(Home home) {
            return new HomeView(home.id(), home.address());
        }
    }
}
