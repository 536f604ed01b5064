package io.linli.deliberation;

import static io.linli.deliberation.DeliberationProblem.TALK_ANSWER_MISSING;
import static io.linli.deliberation.DeliberationProblem.TALK_AREA_UNKNOWN;
import static io.linli.deliberation.DeliberationProblem.TALK_DAY_UNFIT;
import static io.linli.deliberation.DeliberationProblem.TALK_ID_TAKEN;
import static io.linli.deliberation.DeliberationProblem.TALK_OPINION_TWICE;
import static io.linli.deliberation.DeliberationProblem.TALK_OTHER_GROUND;
import static io.linli.deliberation.DeliberationProblem.TALK_SPEAKER_UNFIT;
import static io.linli.deliberation.DeliberationProblem.TALK_TIME_UNFIT;
import static io.linli.deliberation.DeliberationProblem.TALK_TOPIC_UNKNOWN;
import static io.linli.deliberation.OpinionState.ANSWERED;
import static io.linli.deliberation.OpinionState.FOR_TOPIC;
import static io.linli.deliberation.OpinionState.REPORTED;

import io.linli.identity.Caller;
import io.linli.incident.IncidentIntake;
import io.linli.incident.IncidentSource;
import io.linli.incident.Report;
import io.linli.incident.ReportReceipt;
import io.linli.privacy.PersonName;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.PhoneClock;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Takes down what was said at a talk, all of it or nothing, and gives each opinion its end: an answer, or a matter that
 * goes the way of all matters.
 */
@Service
public class TalkDesk {

    /** Opinions of one talk. */
    public static final int MOST = 50;

    /** Topics of one talk. */
    public static final int TOPICS = 10;

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What is taken down is not older, and is to have its end within this time. */
    private static final Duration WITHIN = Duration.ofDays(366);

    // clocks of telephones are not ours
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final TalkBook book;
    private final IncidentIntake intake;
    private final Territory territory;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Acts acts;
    private final Clock clock;

    TalkDesk(
            TalkBook book,
            IncidentIntake intake,
            Territory territory,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            Acts acts,
            Clock clock) {
        this.book = book;
        this.intake = intake;
        this.territory = territory;
        this.idempotency = idempotency;
        this.events = events;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A talk as its host writes it down.
     *
     * @param clockOffset by how many milliseconds the phone is behind our clock; null: not sent from a phone
     */
    public record Draft(
            AreaCode area,
            String place,
            Instant heldAt,
            @Nullable Long clockOffset,
            List<String> topics,
            LocalDate answerBy,
            List<Said> opinions) {}

    /**
     * One opinion with what becomes of it at once.
     *
     * @param answer when it is answered
     * @param matter when it becomes a matter
     */
    public record Said(
            UUID id,
            String words,
            @Nullable Integer topic,
            @Nullable String speaker,
            OpinionState state,
            @Nullable String answer,
            @Nullable Matter matter) {}

    /**
     * What a matter needs to be known besides the words.
     *
     * @param type in any words; null: as it is understood
     * @param address where it is; null: somewhere in the area of the talk
     */
    public record Matter(@Nullable String type, @Nullable String address) {

        static final Matter PLAIN = new Matter(null, null);
    }

    /** Keeps it under the id that the phone made, once, however often it is sent. */
    public UUID hold(UUID id, Draft draft, Caller caller, Attempt attempt) {
        int matters = (int) draft.opinions().stream()
                .filter(said -> said.state() == REPORTED)
                .count();
        intake.allow(matters, caller, attempt);
        return idempotency.onceSeeing(attempt, () -> write(id, draft, caller), made -> made, made -> made);
    }

    private UUID write(UUID id, Draft draft, Caller caller) {
        if (territory.find(draft.area()).filter(Area::open).isEmpty()) {
            throw TALK_AREA_UNKNOWN.with(draft.area()).at("area");
        }
        requireGround(draft.area(), caller);
        var now = clock.instant();
        var heldAt = heldAt(draft, now);
        requireDay(draft.answerBy(), heldAt, "answerBy");
        var talk = new Talk(
                id, draft.area(), draft.place(), heldAt, caller.id().id(), draft.topics(), draft.answerBy(), null);
        if (!book.add(talk, now)) {
            throw TALK_ID_TAKEN.with().at("id");
        }
        var known = new HashSet<UUID>();
        for (int i = 0; i < draft.opinions().size(); i++) {
            var said = draft.opinions().get(i);
            var field = "opinions[" + i + "]";
            if (!known.add(said.id())) {
                throw TALK_OPINION_TWICE.with().at(field + ".id");
            }
            take(talk, i + 1, said, field, caller, now);
        }
        int open = (int)
                draft.opinions().stream().filter(said -> !said.state().ended()).count();
        events.publishEvent(
                new TalkHeld(id, draft.area(), heldAt, draft.opinions().size(), open, now));
        acts.did(Act.of("talk.hold").on("talk", id));
        return id;
    }

    private void take(Talk talk, int number, Said said, String field, Caller caller, Instant now) {
        if (said.topic() != null && said.topic() >= talk.topics().size()) {
            throw TALK_TOPIC_UNKNOWN.with(said.topic()).at(field + ".topic");
        }
        if (said.state() == ANSWERED && said.answer() == null) {
            throw TALK_ANSWER_MISSING.with().at(field + ".answer");
        }
        var receipt = said.state() == REPORTED
                ? report(said.words(), said.matter() == null ? Matter.PLAIN : said.matter(), talk.area(), caller)
                : null;
        boolean ended = said.state().ended();
        var one = new Opinion(
                said.id(),
                talk.id(),
                number,
                talk.area(),
                said.topic(),
                said.words(),
                speaker(said.speaker(), field),
                said.state(),
                talk.answerBy(),
                said.state() == ANSWERED ? said.answer() : null,
                receipt == null ? null : receipt.id().id(),
                receipt == null ? null : receipt.number(),
                ended ? caller.id().id() : null,
                ended ? now : null);
        if (!book.add(one)) {
            throw TALK_ID_TAKEN.with().at(field + ".id");
        }
        if (ended) {
            events.publishEvent(new OpinionEnded(talk.id(), one.id(), one.area(), one.state(), one.incident(), now));
        }
    }

    /** An answer is its end. */
    public UUID answer(UUID talk, UUID opinion, String answer, Caller caller, Attempt attempt) {
        return step(talk, opinion, ANSWERED, caller, attempt, one -> {
            var now = clock.instant();
            book.end(opinion, ANSWERED, answer, null, null, caller.id().id(), now);
            events.publishEvent(new OpinionEnded(talk, opinion, one.area(), ANSWERED, null, now));
            acts.did(Act.of("talk.answer").on("opinion", opinion));
        });
    }

    /** It becomes a matter, whose reporter is whoever says so. */
    public UUID report(UUID talk, UUID opinion, Matter matter, Caller caller, Attempt attempt) {
        intake.allow(1, caller, attempt);
        return step(talk, opinion, REPORTED, caller, attempt, one -> {
            var words = one.words();
            if (words == null) {
                throw new IllegalStateException("Words were erased before the opinion had ended");
            }
            var receipt = report(words, matter, one.area(), caller);
            var now = clock.instant();
            var incident = receipt.id().id();
            book.end(
                    opinion,
                    REPORTED,
                    null,
                    incident,
                    receipt.number(),
                    caller.id().id(),
                    now);
            events.publishEvent(new OpinionEnded(talk, opinion, one.area(), REPORTED, incident, now));
            acts.did(Act.of("talk.report").on("opinion", opinion));
        });
    }

    /** It waits for a topic, and until that day at the longest. */
    public UUID keep(UUID talk, UUID opinion, LocalDate dueOn, Caller caller, Attempt attempt) {
        return step(talk, opinion, FOR_TOPIC, caller, attempt, one -> {
            requireDay(dueOn, clock.instant(), "dueOn");
            book.keep(opinion, dueOn);
            acts.did(Act.of("talk.keep").on("opinion", opinion));
        });
    }

    private UUID step(
            UUID talk, UUID opinion, OpinionState to, Caller caller, Attempt attempt, Consumer<Opinion> work) {
        return idempotency.onceSeeing(
                attempt,
                () -> {
                    var one = book.lock(talk, opinion);
                    requireGround(one.area(), caller);
                    one.require(to);
                    work.accept(one);
                    return talk;
                },
                made -> made,
                made -> made);
    }

    private ReportReceipt report(String words, Matter matter, AreaCode area, Caller caller) {
        return intake.raise(Report.said(words, area, matter.address(), matter.type()), IncidentSource.TALK, caller);
    }

    private static void requireGround(AreaCode area, Caller caller) {
        if (caller.posts().stream()
                .noneMatch(post -> post.role().serves() && post.area().contains(area))) {
            throw TALK_OTHER_GROUND.with(area.code()).at("area");
        }
    }

    /** A phone that was without network has its clock put right, and is not refused for it. */
    private static Instant heldAt(Draft draft, Instant now) {
        var offset = draft.clockOffset();
        var at = offset == null ? draft.heldAt() : PhoneClock.happened(draft.heldAt(), offset, Instant.EPOCH, now);
        if (at == null || at.isAfter(now.plus(AHEAD)) || at.isBefore(now.minus(WITHIN))) {
            throw TALK_TIME_UNFIT.with(WITHIN.toDays()).at("heldAt");
        }
        return at;
    }

    private static void requireDay(LocalDate day, Instant from, String field) {
        var first = LocalDate.ofInstant(from, ZONE);
        if (day.isBefore(first) || day.isAfter(first.plusDays(WITHIN.toDays()))) {
            throw TALK_DAY_UNFIT.with(WITHIN.toDays()).at(field);
        }
    }

    private static @Nullable String speaker(@Nullable String name, String field) {
        if (name == null) {
            return null;
        }
        try {
            return PersonName.of(name).name();
        } catch (IllegalArgumentException e) {
            throw TALK_SPEAKER_UNFIT.with().at(field + ".speaker");
        }
    }
}
