package io.linli.identity;

import io.linli.territory.AreaCode;
import java.util.List;
import java.util.Optional;

/** Who holds which post. Answers come from memory, so that intake may ask before its transaction. */
public interface Posts {

    /** Who holds that role at exactly that area, longest in post first; locked accounts left out. */
    List<Holder> at(AreaCode area, Role role);

    /** The same without those who are away and for whom another of them acts. */
    List<Holder> present(AreaCode area, Role role);

    /** Who acts for the unit, longest in post first. */
    List<Holder> of(OrgUnitId unit);

    /** The units that somebody acts for, in the order of their ids. */
    default List<OrgUnitId> units() {
        return List.of();
    }

    /** The account by its id, with its posts. */
    Optional<Holder> find(AccountId account);

    /** The same as it stands now: {@link #find} may be a second behind what another instance changed. */
    default Optional<Holder> findNow(AccountId account) {
        return find(account);
    }

    /** Someone and the name that staff are shown by in public (滨州市社会治理网格化服务管理条例: a grid worker's name is public). */
    record Holder(AccountId account, String name, List<Post> posts) {}
}
