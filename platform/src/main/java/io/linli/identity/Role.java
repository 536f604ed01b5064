package io.linli.identity;

import io.linli.territory.AreaLevel;

/** What a post is. What it may do is data: permissions, with the defaults that each module gives. */
public enum Role {
    /** 居民 */
    RESIDENT,
    /** 网格员 */
    GRID_WORKER,
    /** 社区工作者：the community's intake post */
    COMMUNITY_WORKER,
    /** 街道（乡镇）工作人员 */
    STREET_STAFF,
    /** 区县工作人员 */
    DISTRICT_STAFF,
    /** 部门经办人：acts for its unit */
    DEPARTMENT_STAFF,
    /** 社区（网格）民警 */
    POLICE_OFFICER,
    /** 物业人员 */
    PROPERTY_STAFF,
    /** 12345 话务员 */
    HOTLINE_OPERATOR,
    /** 调解员 */
    MEDIATOR,
    /** 系统管理员 */
    ADMINISTRATOR,
    /** 审计员 */
    AUDITOR,
    /** 机器客户端 */
    MACHINE,
    /** 仅凭手机验证码的访客 */
    GUEST;

    /** Whether posts of this role see the matters of their whole area, not only their own. */
    public boolean seesArea() {
        return switch (this) {
            case GRID_WORKER,
                    COMMUNITY_WORKER,
                    STREET_STAFF,
                    DISTRICT_STAFF,
                    POLICE_OFFICER,
                    HOTLINE_OPERATOR,
                    AUDITOR -> true;
            case RESIDENT, DEPARTMENT_STAFF, PROPERTY_STAFF, MEDIATOR, ADMINISTRATOR, MACHINE, GUEST -> false;
        };
    }

    /** Whether this is a post in service, which others may turn to and may complain about. */
    public boolean serves() {
        return switch (this) {
            case RESIDENT, MACHINE, GUEST -> false;
            case GRID_WORKER,
                    COMMUNITY_WORKER,
                    STREET_STAFF,
                    DISTRICT_STAFF,
                    DEPARTMENT_STAFF,
                    POLICE_OFFICER,
                    PROPERTY_STAFF,
                    HOTLINE_OPERATOR,
                    MEDIATOR,
                    ADMINISTRATOR,
                    AUDITOR -> true;
        };
    }

    /** Whether such a post can be at an area of that level: the four levels of the ground each have their own. */
    public boolean fits(AreaLevel level) {
        return switch (this) {
            case GRID_WORKER -> level == AreaLevel.GRID || level == AreaLevel.MICRO_GRID;
            case COMMUNITY_WORKER -> level == AreaLevel.COMMUNITY;
            case STREET_STAFF -> level == AreaLevel.STREET;
            case DISTRICT_STAFF -> level.digits() <= AreaLevel.COUNTY.digits();
            case RESIDENT,
                    DEPARTMENT_STAFF,
                    POLICE_OFFICER,
                    PROPERTY_STAFF,
                    HOTLINE_OPERATOR,
                    MEDIATOR,
                    ADMINISTRATOR,
                    AUDITOR,
                    MACHINE,
                    GUEST -> true;
        };
    }
}
