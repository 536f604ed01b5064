package io.linli.incident;

import static io.linli.incident.IncidentProblem.CATEGORY_CHANGED;
import static io.linli.incident.IncidentProblem.CATEGORY_CLOSED;
import static io.linli.incident.IncidentProblem.CATEGORY_CODES_USED_UP;
import static io.linli.incident.IncidentProblem.CATEGORY_DRAFT_UNKNOWN;
import static io.linli.incident.IncidentProblem.CATEGORY_EFFECTIVE_EARLIER;
import static io.linli.incident.IncidentProblem.CATEGORY_HAS_KINDS;
import static io.linli.incident.IncidentProblem.CATEGORY_IN_USE;
import static io.linli.incident.IncidentProblem.CATEGORY_LIMIT_UNCONFIRMED;
import static io.linli.incident.IncidentProblem.CATEGORY_TOO_DEEP;
import static io.linli.incident.IncidentProblem.CATEGORY_UNIT_UNKNOWN;
import static io.linli.incident.IncidentProblem.CATEGORY_UNKNOWN;
import static io.linli.incident.IncidentProblem.CATEGORY_WORD_TAKEN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The kinds of matters as those who keep them see them: drafted, published from a day on, closed. */
@Service
@Transactional
public class CategoryDesk {

    private static final int DEEPEST = 6;
    private static final int MOST_BESIDE = 99;

    private final CategoryRows rows;
    private final Categories categories;
    private final Posts posts;
    private final Acts acts;
    private final Clock clock;

    CategoryDesk(CategoryRows rows, Categories categories, Posts posts, Acts acts, Clock clock) {
        this.rows = rows;
        this.categories = categories;
        this.posts = posts;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A kind in the tree.
     *
     * @param limitConfirmed false: it reads 未核定 and has the general limit
     * @param routed whether it says, itself or above, who is asked first
     */
    public record Item(
            String code,
            String name,
            @Nullable String parent,
            boolean open,
            boolean drafted,
            boolean limitConfirmed,
            boolean routed,
            boolean urgent,
            boolean workItem) {}

    /**
     * One version.
     *
     * @param effectiveFrom missing for what came with the program, and for a draft
     */
    public record Version(
            int version,
            boolean published,
            boolean inForce,
            CategoryDefinition definition,
            @Nullable Instant effectiveFrom,
            @Nullable String madeBy,
            Instant madeAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt) {}

    /** One kind with all that was ever said of it, newest first. */
    public record View(
            String code,
            @Nullable String parent,
            boolean open,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String closedReason,
            List<Version> versions,
            List<CategoryTemplate> templates) {}

    /** All of them, closed ones too. */
    @Transactional(readOnly = true)
    public List<Item> all() {
        var taxonomy = categories.taxonomy();
        var drafts = new HashSet<>(rows.drafts());
        var known = taxonomy.kinds().stream().map(kind -> {
            var upwards = taxonomy.upwards(kind.code());
            return new Item(
                    kind.code(),
                    kind.is().name(),
                    Taxonomy.parent(kind.code()),
                    kind.open(),
                    drafts.remove(kind.code()),
                    upwards.stream()
                            .anyMatch(each ->
                                    each.is().confirmed() && !each.is().stages().isEmpty()),
                    DispatchCatalogue.route(upwards).isPresent()
                            || DispatchCatalogue.lead(upwards).isPresent(),
                    kind.is().urgent(),
                    kind.is().workItem());
        });
        var found = known.toList();
        // what was drafted and never published
        return Stream.concat(
                        found.stream(),
                        drafts.stream()
                                .flatMap(code -> rows.versions(code).stream()
                                        .limit(1)
                                        .map(draft -> new Item(
                                                code,
                                                draft.definition().name(),
                                                Taxonomy.parent(code),
                                                true,
                                                true,
                                                false,
                                                false,
                                                draft.definition().urgent(),
                                                draft.definition().workItem()))))
                .sorted((one, other) -> one.code().compareTo(other.code()))
                .toList();
    }

    @Transactional(readOnly = true)
    public View find(String code) {
        var head = rows.head(code).orElseThrow(() -> CATEGORY_UNKNOWN.with(code));
        var now = clock.instant();
        var versions = rows.versions(code);
        var inForce = versions.stream()
                .filter(CategoryRows.Version::published)
                .filter(each ->
                        each.effectiveFrom() == null || !each.effectiveFrom().isAfter(now))
                .max((one, other) -> {
                    int later = since(one).compareTo(since(other));
                    return later != 0 ? later : Integer.compare(one.number(), other.number());
                })
                .map(CategoryRows.Version::number)
                .orElse(0);
        return new View(
                code,
                Taxonomy.parent(code),
                head.closedAt() == null,
                head.closedAt(),
                name(head.closedBy()),
                head.closedReason(),
                versions.stream()
                        .map(each -> new Version(
                                each.number(),
                                each.published(),
                                each.number() == inForce,
                                each.definition(),
                                each.effectiveFrom(),
                                name(each.madeBy()),
                                each.madeAt(),
                                name(each.publishedBy()),
                                each.publishedAt()))
                        .toList(),
                ShippedCategories.templates().stream()
                        .filter(template -> template.category().equals(code))
                        .toList());
    }

    private static Instant since(CategoryRows.Version version) {
        return version.effectiveFrom() == null ? Instant.MIN : version.effectiveFrom();
    }

    /** A new kind under that one, as a draft; its code is the next that is free. */
    public View add(@Nullable String parent, CategoryDefinition definition, Caller caller) {
        rows.touch(); // one after the other: two may not take the same code
        if (parent != null) {
            open(parent);
            if (parent.length() == DEEPEST) {
                throw CATEGORY_TOO_DEEP.with().at("parent");
            }
        }
        check(definition, null);
        var code = next(parent);
        rows.add(code);
        rows.saveDraft(code, definition, caller.id().id(), clock.instant());
        categories.changed();
        acts.did(Act.of("category.add").on("category", code));
        return find(code);
    }

    private String next(@Nullable String parent) {
        int last = rows.children(parent).stream()
                .mapToInt(code -> Integer.parseInt(code.substring(code.length() - 2)))
                .max()
                .orElse(0);
        if (last >= MOST_BESIDE) {
            throw CATEGORY_CODES_USED_UP.with(MOST_BESIDE).at("parent");
        }
        return (parent == null ? "" : parent) + "%02d".formatted(last + 1);
    }

    /**
     * Writes the draft of the next version.
     *
     * @param basedOn the newest version that the draft was written over, so that two do not overwrite each other
     */
    public View draft(String code, CategoryDefinition definition, int basedOn, Caller caller) {
        rows.touch();
        open(code);
        var newest = rows.versions(code).getFirst();
        if (newest.number() != basedOn) {
            throw CATEGORY_CHANGED.with();
        }
        check(definition, code);
        rows.saveDraft(code, definition, caller.id().id(), clock.instant());
        acts.did(Act.of("category.draft").on("category", code));
        return find(code);
    }

    public View dropDraft(String code) {
        rows.touch();
        known(code);
        if (rows.versions(code).size() == 1 || !rows.dropDraft(code)) {
            throw CATEGORY_DRAFT_UNKNOWN.with();
        }
        acts.did(Act.of("category.drop-draft").on("category", code));
        return find(code);
    }

    /** From now on, or from a later time; incidents that were filed before keep what they were filed under. */
    public View publish(String code, @Nullable Instant effectiveFrom, Caller caller) {
        rows.touch();
        open(code);
        var now = clock.instant();
        var from = effectiveFrom == null ? now : effectiveFrom;
        if (from.isBefore(now)) {
            throw CATEGORY_EFFECTIVE_EARLIER.with().at("effectiveFrom");
        }
        var draft = rows.versions(code).getFirst();
        if (draft.published()) {
            throw CATEGORY_DRAFT_UNKNOWN.with();
        }
        check(draft.definition(), code);
        rows.publish(code, from, caller.id().id(), now);
        categories.changed();
        acts.did(Act.of("category.publish").on("category", code));
        return find(code);
    }

    /** Nothing new is of that kind any more; what is, stays so. */
    public View close(String code, String reason, Caller caller) {
        rows.touch();
        open(code);
        if (categories.taxonomy().kinds().stream()
                .anyMatch(kind -> kind.open() && code.equals(Taxonomy.parent(kind.code())))) {
            throw CATEGORY_HAS_KINDS.with();
        }
        rows.close(code, reason, caller.id().id(), clock.instant());
        categories.changed();
        acts.did(Act.of("category.close").on("category", code).because(reason));
        return find(code);
    }

    public View reopen(String code) {
        rows.touch();
        known(code);
        var parent = Taxonomy.parent(code);
        if (parent != null) {
            open(parent);
        }
        rows.reopen(code);
        categories.changed();
        acts.did(Act.of("category.reopen").on("category", code));
        return find(code);
    }

    /** Only what was never published: of a kind that was in force, matters may be. */
    public void delete(String code) {
        rows.touch();
        known(code);
        if (rows.versions(code).stream().anyMatch(CategoryRows.Version::published)
                || !rows.children(code).isEmpty()) {
            throw CATEGORY_IN_USE.with();
        }
        rows.dropDraft(code);
        rows.delete(code);
        categories.changed();
        acts.did(Act.of("category.delete").on("category", code));
    }

    private CategoryRows.Head known(String code) {
        return rows.head(code).orElseThrow(() -> CATEGORY_UNKNOWN.with(code));
    }

    private void open(String code) {
        if (known(code).closedAt() != null) {
            throw CATEGORY_CLOSED.with();
        }
    }

    private void check(CategoryDefinition definition, @Nullable String code) {
        if (definition.confirmed() && definition.stages().isEmpty()) {
            throw CATEGORY_LIMIT_UNCONFIRMED.with().at("stages");
        }
        var lead = definition.lead();
        if (lead != null) {
            check(lead, "lead");
        }
        for (int n = 0; n < definition.assisting().size(); n++) {
            check(definition.assisting().get(n), "assisting[" + n + "]");
        }
        for (int n = 0; n < definition.words().size(); n++) {
            var word = definition.words().get(n);
            var field = "words[" + n + "]";
            categories.taxonomy().kinds().stream()
                    .filter(kind -> kind.open() && !kind.code().equals(code))
                    .filter(kind -> kind.is().words().contains(word))
                    .findFirst()
                    .ifPresent(kind -> {
                        throw CATEGORY_WORD_TAKEN.with(word, kind.is().name()).at(field);
                    });
        }
    }

    private void check(OrgUnitId unit, String field) {
        if (posts.of(unit).isEmpty()) {
            throw CATEGORY_UNIT_UNKNOWN.with(unit.id()).at(field);
        }
    }

    private @Nullable String name(@Nullable UUID account) {
        return account == null
                ? null
                : posts.find(new AccountId(account)).map(Posts.Holder::name).orElse(null);
    }
}
