package io.linli.incident;

import io.linli.calendar.SlaClock;
import io.linli.calendar.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * What may be set about incidents.
 *
 * @param responseLimit until the first human act that the reporter can see: the target of the source article
 * @param handlingLimit until the matter is answered, where no limit of its own is confirmed: the five working days of
 *     济南市12345市民服务热线条例第二十四条 and 潍坊市12345政务服务便民热线条例
 * @param confirmedLimits by category, what the department competent here has confirmed
 * @param disclosure how long an approved disclosure opens the reporter to who asked for it
 * @param tracking wrong query codes an hour for a number from one network; twenty times that for all numbers from there
 * @param warnings when whoever has it is told, in per cent of the limit
 * @param escalation how long each level above has before it goes on to the next
 * @param sweep how many timers fire in one transaction
 * @param rules how a matter goes to and fro
 * @param dispatchCatalogue which kinds of matters a department must do; none until a place has its own
 */
@ConfigurationProperties("linli.incident")
record IncidentSettings(
        @DefaultValue("30m") Duration responseLimit,
        @DefaultValue Limit handlingLimit,
        @DefaultValue Map<String, Limit> confirmedLimits,
        @DefaultValue("24h") Duration disclosure,
        @DefaultValue("5") int tracking,
        @DefaultValue("50ms") Duration patience,
        @DefaultValue Warnings warnings,
        @DefaultValue Escalation escalation,
        @DefaultValue("100") int sweep,
        @Nullable Resource dispatchCatalogue,
        @DefaultValue Report report,
        @DefaultValue Rules rules) {

    record Limit(
            @DefaultValue("5") int amount,
            @DefaultValue("WORKING_DAY") SlaClock clock) {

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }

    /** Per cent of the limit that are used up: yellow before red, red at the end at the latest. */
    record Warnings(
            @DefaultValue("70") int yellow,
            @DefaultValue("90") int red) {

        Warnings {
            if (yellow < 1 || red <= yellow || red > 100) {
                throw new IllegalArgumentException(
                        "linli.incident.warnings: 1 <= yellow < red <= 100, not " + yellow + " and " + red);
            }
        }
    }

    record Escalation(
            @DefaultValue("1") int amount,
            @DefaultValue("WORKING_DAY") SlaClock clock) {

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }

    /**
     * None of these is a rule of law: a place sets its own.
     *
     * @param objections how often who was given a matter may say that it is somebody else's; the last time the level
     *     above decides, and its decision binds
     * @param decision how long the desk has to decide on an objection, and on what was reopened
     * @param reopen how long after the end the reporter may have it taken up again
     * @param call how long a unit has to answer that was called to help
     * @param followUp how long a bad review may wait to be seen to
     * @param sample of what was settled on the spot, the per cent that another person checks
     * @param elsewhere metres from the place after which a photo is marked as taken elsewhere
     * @param weights of the three rates in the score of a place, as many places have them
     * @param repeated how many reports of a kind somebody must have made, in so many days, before a person may decide that
     *     they repeat themselves
     */
    record Rules(
            @DefaultValue("2") int objections,
            @DefaultValue Decision decision,
            @DefaultValue("30d") Duration reopen,
            @DefaultValue Call call,
            @DefaultValue FollowUp followUp,
            @DefaultValue("10") int sample,
            @DefaultValue("300") int elsewhere,
            @DefaultValue Weights weights,
            @DefaultValue("3") int repeated,
            @DefaultValue("90d") Duration repeatedWithin) {

        Rules {
            if (objections < 1 || repeated < 2 || sample < 0 || sample > 100 || elsewhere < 1) {
                throw new IllegalArgumentException(
                        "linli.incident.rules: objections >= 1, repeated >= 2, 0 <= sample <= 100, elsewhere >= 1");
            }
        }

        /** Whether the reporter may still have it taken up again. */
        boolean mayReopen(@Nullable Instant ended, Instant at) {
            return ended != null && !ended.plus(reopen).isBefore(at);
        }
    }

    record Decision(
            @DefaultValue("1") int amount,
            @DefaultValue("WORKING_DAY") SlaClock clock) {

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }

    record Call(
            @DefaultValue("1") int amount,
            @DefaultValue("WORKING_DAY") SlaClock clock) {

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }

    record FollowUp(
            @DefaultValue("5") int amount,
            @DefaultValue("WORKING_DAY") SlaClock clock) {

        TimeLimit limit() {
            return new TimeLimit(amount, clock);
        }
    }

    /** 响应、解决、满意; usual are 10 : 40–45 : 40–45. */
    record Weights(
            @DefaultValue("10") int contacted,
            @DefaultValue("45") int solved,
            @DefaultValue("45") int satisfied) {

        Weights {
            if (contacted < 0 || solved < 0 || satisfied < 0 || contacted + solved + satisfied < 1) {
                throw new IllegalArgumentException("linli.incident.rules.weights: none below 0, and not all 0");
            }
        }
    }

    /** How much a report may hold. */
    record Report(
            @DefaultValue("100") int type,
            @DefaultValue("5000") int description,
            @DefaultValue("200") int address,
            @DefaultValue("9") int photos,
            @DefaultValue("50") int contactName,
            @DefaultValue("1000") int note,
            @DefaultValue("365d") Duration age) {}
}
