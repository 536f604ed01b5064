package io.linli.incident;

import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The names that codes go by, in the language of who asks. */
@Component
class Labels {

    private final Categories categories;
    private final Territory territory;
    private final Posts posts;
    private final UnitNames units;
    private final MessageSource messages;

    Labels(Categories categories, Territory territory, Posts posts, UnitNames units, MessageSource messages) {
        this.categories = categories;
        this.territory = territory;
        this.posts = posts;
        this.units = units;
        this.messages = messages;
    }

    String category(@Nullable String code) {
        return categories.find(code).map(Category::name).orElseGet(() -> say("incident.category.none"));
    }

    /** What the law says of it, in the version that a matter was filed under; null: nobody has said. */
    @Nullable
    String rule(@Nullable String code, @Nullable Integer version) {
        return categories
                .kind(code)
                .map(kind -> version == null ? kind.is() : categories.version(kind, version))
                .map(CategoryDefinition::rule)
                .orElse(null);
    }

    String status(IncidentStatus status) {
        return say("incident.status." + status.name());
    }

    String area(AreaCode code) {
        return territory.find(code).map(Area::name).orElse(code.code());
    }

    String fullName(AreaCode code) {
        return territory.fullName(code);
    }

    String unit(OrgUnitId unit) {
        return units.nameOf(unit).orElseGet(unit::id);
    }

    @Nullable
    String person(@Nullable AccountId account) {
        return account == null
                ? null
                : posts.find(account).map(Posts.Holder::name).orElse(null);
    }

    String say(String key, Object... details) {
        return messages.getMessage(key, details, LocaleContextHolder.getLocale());
    }

    ReportReceipt.Handler handler(Holder holder) {
        return new ReportReceipt.Handler(
                holder.role(),
                holder.area(),
                holder.area() == null ? null : area(holder.area()),
                holder.unit(),
                holder.unit() == null ? null : unit(holder.unit()),
                person(holder.account()));
    }
}
