package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.identity.Account.Proof;
import io.linli.identity.Account.Tenure;
import io.linli.territory.AreaCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignInStepsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void wantsASecondFactorOfEveryStaffPostOutsideTheDemo() {
        var fresh = new Proof(false, NOW, false);

        assertThat(production().due(account(Role.GRID_WORKER, fresh), false)).contains(SignInStep.SECOND_FACTOR_SET_UP);
        assertThat(production().due(account(Role.RESIDENT, fresh), false)).isEmpty();
        assertThat(demo().due(account(Role.GRID_WORKER, fresh), false)).isEmpty();
    }

    @Test
    void wantsItNotWhereThatIsSetSoAndWantsItInADemoWhereThatIsSetSo() {
        var fresh = new Proof(false, NOW, false);
        var without = steps(false, Map.of("linli.identity.second-factor.needed", "false"));
        var with = steps(true, Map.of("linli.identity.second-factor.needed", "true"));

        assertThat(without.due(account(Role.GRID_WORKER, fresh), false)).isEmpty();
        assertThat(with.due(account(Role.GRID_WORKER, fresh), false)).contains(SignInStep.SECOND_FACTOR_SET_UP);
    }

    @Test
    void asksForTheFactorBeforeAnythingElse() {
        var given = new Proof(true, null, true);

        assertThat(demo().due(account(Role.RESIDENT, given), false)).contains(SignInStep.SECOND_FACTOR);
        assertThat(demo().due(account(Role.RESIDENT, given), true)).contains(SignInStep.PASSWORD);
    }

    @Test
    void letsPasswordsOfStaffGrowOld() {
        var old = new Proof(false, NOW.minus(Duration.ofDays(180)), true);
        var young = new Proof(false, NOW.minus(Duration.ofDays(180)).plusSeconds(1), true);

        assertThat(production().due(account(Role.GRID_WORKER, old), true)).contains(SignInStep.PASSWORD);
        assertThat(production().due(account(Role.GRID_WORKER, young), true)).isEmpty();
        assertThat(production().due(account(Role.RESIDENT, old), true)).isEmpty();
        assertThat(demo().due(account(Role.GRID_WORKER, old), true)).isEmpty();
        assertThat(steps(false, Map.of("linli.identity.password.days", "0")).due(account(Role.GRID_WORKER, old), true))
                .isEmpty();
    }

    @Test
    void asksNothingOfMachines() {
        assertThat(production().due(account(AccountKind.MACHINE, Role.MACHINE, new Proof(true, null, false)), false))
                .isEmpty();
    }

    private static SignInSteps production() {
        return steps(false, Map.of());
    }

    private static SignInSteps demo() {
        return steps(true, Map.of());
    }

    private static SignInSteps steps(boolean demo, Map<String, String> settings) {
        var bound = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("linli.identity", IdentitySettings.class);
        var usual = new IdentityAdjustables(bound, demo).adjustables();
        return new SignInSteps(
                bound,
                name -> usual.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .usual(),
                demo,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Account account(Role role, Proof proof) {
        return account(AccountKind.PERSON, role, proof);
    }

    private static Account account(AccountKind kind, Role role, Proof proof) {
        @Nullable Instant open = null;
        var post = new Post(role, new AreaCode("430181"), null);
        var tenure = new Tenure(UUID.randomUUID(), post, NOW.minusSeconds(60), open);
        return new Account(AccountId.next(), "one", kind, "示例", false, 0, 1, proof, Set.of(), null, List.of(tenure));
    }
}
