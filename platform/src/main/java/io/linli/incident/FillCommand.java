package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.settings.BothLanguages;
import io.linli.settings.OnData;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./linli fill --incidents N}: many made-up incidents for the demonstration, and for nothing else. */
@Command(name = "fill", mixinStandardHelpOptions = true)
final class FillCommand implements OnData {

    private static final BothLanguages TEXTS = BothLanguages.of("messages/incident-commands");
    private static final int MOST = 20_000_000;
    private static final int MOST_YEARS = 10;
    private static final long SHOWN = 10_000;

    @Option(names = "--incidents", required = true, descriptionKey = "incidents")
    private int count;

    @Option(names = "--years", defaultValue = "2", descriptionKey = "years")
    private int years;

    @Option(names = "--seed", defaultValue = "1", descriptionKey = "seed")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", descriptionKey = "threads")
    private int threads;

    @Option(names = "--reporter", descriptionKey = "reporter")
    private List<String> reporters = List.of();

    private @Nullable CommandSpec spec;

    @Spec
    void spec(CommandSpec mine) {
        mine.resourceBundle(TEXTS);
        spec = mine;
    }

    @Override
    public int call(ApplicationContext application) throws InterruptedException {
        if (count < 1
                || count > MOST
                || threads < 1
                || threads > 64
                || years < 1
                || years > MOST_YEARS
                || reporters.size() > 20) {
            tell("wrong-number", MOST, MOST_YEARS);
            return 2;
        }
        var maker = application.getBeanProvider(MadeUpIncidents.class).getIfAvailable();
        if (maker == null) {
            tell("only-demo");
            return 1;
        }
        var clock = application.getBean(Clock.class);
        var begun = clock.instant();
        maker.make(
                count,
                seed,
                Duration.ofDays(365L * years),
                reporters.stream().map(AccountId::of).toList(),
                threads,
                done -> {
                    if (done % SHOWN == 0 || done == count) {
                        tell(
                                "made",
                                done,
                                count,
                                Duration.between(begun, clock.instant()).toSeconds());
                    }
                });
        for (long left = uncounted(application); left > 0; left = uncounted(application)) {
            tell("uncounted", left);
            Thread.sleep(2_000);
        }
        tell("done", Duration.between(begun, clock.instant()).toSeconds());
        return 0;
    }

    /** How many the readers of the journal have not come to yet. */
    private static long uncounted(ApplicationContext application) {
        var transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        transaction.setReadOnly(true); // it may take longer than one that writes
        Long left = application
                .getBean(SystemScope.class)
                .call(() -> transaction.execute(status -> application
                        .getBean(JdbcClient.class)
                        .sql("""
                                select greatest(
                                    (select count(*) from incident.incident)
                                        - (select coalesce(sum(n), 0) from incident.tally),
                                    (select count(*) from incident.incident)
                                        - (select count(*) from incident.search))""")
                        .query(Long.class)
                        .single()));
        return left == null ? 0 : left;
    }

    private void tell(String key, Object... details) {
        if (spec == null) {
            throw new IllegalStateException("Picocli fills this");
        }
        var err = spec.commandLine().getErr();
        err.println(TEXTS.say(key, details));
        err.flush();
    }
}
