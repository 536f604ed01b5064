package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.incident.PastIncidents.Past;
import io.linli.territory.AreaLevel;
import io.linli.territory.Placement;
import io.linli.territory.Territory;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Makes up who reports what, where, and how privately. */
@Component
@ConditionalOnBooleanProperty("linli.demo")
class MadeUpReports {

    private static final String OFTEN_COMPLAINED_OF = "430181-urban";
    private static final String POLICE = "POLICE";

    private final Territory territory;
    private final Dispatch dispatch;
    private final Deadlines deadlines;
    private final Numbers numbers;
    private final Notes notes;
    private final IncidentIntake intake;
    private final List<Category> categories;
    private final MadeUpWords words;

    MadeUpReports(
            Territory territory,
            Dispatch dispatch,
            Deadlines deadlines,
            Numbers numbers,
            Notes notes,
            IncidentIntake intake,
            Categories categories,
            MadeUpWords words) {
        this.territory = territory;
        this.dispatch = dispatch;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.notes = notes;
        this.intake = intake;
        // the everyday matters of a grid (90) first: they are reported most
        this.categories = categories.all().stream()
                .filter(category -> category.code().length() == (category.code().startsWith("90") ? 4 : 6))
                .sorted((one, other) ->
                        other.code().startsWith("90") == one.code().startsWith("90")
                                ? one.code().compareTo(other.code())
                                : one.code().startsWith("90") ? -1 : 1)
                .toList();
        this.words = words;
    }

    /** @param often of whom each reports one in twenty */
    record People(List<AccountId> residents, List<AccountId> often) {}

    Past make(RandomGenerator random, MadeUpGround ground, People people, Instant at) {
        var placement = ground.next();
        var category = category(random);
        var code = category == null ? null : category.code();
        boolean forThePolice = random.nextInt(50) == 0;
        var about = about(random, forThePolice);
        var privacy = privacy(random);
        var text = text(random, placement, category);
        var place = new Report.Place(placement.point(), placement.grid(), placement.address());
        var typed = notes.typed(new Report(null, place, text, List.of(), privacy, null, about, null));
        int reporter = random.nextInt(20);
        boolean often = reporter < people.often().size();
        var owner = often
                ? people.often().get(reporter)
                : people.residents().get(random.nextInt(people.residents().size()));
        var reported = new Reported(
                IncidentId.next(privacy),
                numbers.next(at),
                privacy,
                often ? IncidentSource.FEDERATION : IncidentSource.RESIDENT,
                privacy == ReportPrivacy.ANONYMOUS ? null : owner,
                about,
                forThePolice ? POLICE : null,
                random.nextInt(200) == 0,
                Notes.title(typed.text()),
                at,
                null);
        var progress = Progress.begin(
                placement,
                code,
                category == null ? null : 1,
                reported.danger() || random.nextInt(50) == 0,
                forThePolice
                        ? Holder.post(Role.POLICE_OFFICER, placement.area())
                        : dispatch.holder(placement, code, about),
                deadlines.response(at));
        return new Past(
                Incident.report(reported, progress, List.of(), TextSignature.of(text)),
                typed,
                Bytes.of(intake.hash(reported.number(), QueryCode.next())));
    }

    private @Nullable Category category(RandomGenerator random) {
        return random.nextInt(100) < 6
                ? null
                : categories.get((int) (categories.size() * Math.pow(random.nextDouble(), 2.5)));
    }

    private static ReportPrivacy privacy(RandomGenerator random) {
        int chance = random.nextInt(100);
        return chance < 4 ? ReportPrivacy.CONFIDENTIAL : chance < 7 ? ReportPrivacy.ANONYMOUS : ReportPrivacy.OPEN;
    }

    /** What is for the police is about no post of the ground: they stand there too, and would be kept out. */
    static @Nullable About about(RandomGenerator random, boolean forThePolice) {
        if (forThePolice) {
            return null;
        }
        return switch (random.nextInt(200)) {
            case 0 -> new About(About.Party.GRID_WORKER, null, null);
            case 1 -> new About(About.Party.COMMUNITY_WORKER, null, null);
            case 2 -> new About(About.Party.UNIT, null, new OrgUnitId(OFTEN_COMPLAINED_OF));
            default -> null;
        };
    }

    private String text(RandomGenerator random, Placement placement, @Nullable Category category) {
        var area = placement.area();
        var text = new StringBuilder(words.place(
                area.level().digits() < AreaLevel.STREET.digits() ? "" : territory.fullName(area),
                random.nextInt(1, 400),
                category == null ? "" : category.name()));
        var sentences = words.said();
        int said = 2 + (int) (5 * Math.pow(random.nextDouble(), 3));
        for (int n = 0; n < said; n++) {
            text.append(n == 0 ? "：" : "，").append(sentences.get(random.nextInt(sentences.size())));
        }
        return text.append('。').toString();
    }
}
