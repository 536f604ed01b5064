package io.linli.territory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for an area, how to reach and whom to complain to, and the list of duties. All of it is public
 * (滨州市社会治理网格化服务管理条例 arts. 6 and 10 have name, contact, supervision telephone and list posted); what is
 * not known is null.
 *
 * @param account the leader's account, whose meaning is another module's
 */
public record Answerable(
        AreaCode area,
        @Nullable String account,
        @Nullable String name,
        @Nullable String contact,
        @Nullable String supervision,
        List<String> duties) {}
