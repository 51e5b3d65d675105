"""Why two common definitions of nearly the same thing differ, one sentence a pair."""

from collections.abc import Mapping

from retention_core.describe.cohorts.cohort_figures import TITLES
from retention_core.describe.repeat_purchase.second_purchase import WITHIN_DAYS
from retention_core.kernel.messages import N_

PAIRS: tuple[tuple[str, str, str], ...] = (
    (
        "retention.rate",
        "repeat_purchase_rate",
        N_(
            "Kept looks back: who bought in the period before and again in this one. Bought again looks at this period"
            " alone: who came on two days or more of it."
        ),
    ),
    (
        "retention.rate",
        "returning_customer_rate",
        N_(
            "Shop platforms divide by the buyers of this period, so everybody who ever ordered before counts, however"
            " long ago, and nobody who was lost does. Kept divides by the customers of the period before."
        ),
    ),
    (
        "returning_customer_rate",
        "repeat_purchase_rate",
        N_(
            "Returning counts every earlier order, even one of years ago or of the same day. Bought again counts only"
            " purchase days of this period."
        ),
    ),
    (
        "retention.rate",
        "retention.regulars_rate",
        N_(
            "Many first-time buyers never come back, whatever is done. Among those with two purchase days or more the"
            " share kept is usually higher."
        ),
    ),
    (
        "retention.rate",
        "retention.yearly_rate",
        N_(
            "Losses add up from period to period, so the share kept over a year is much lower than that of a shorter"
            " period. Only shares over the same length of time can be compared."
        ),
    ),
    (
        "retention.rate",
        "first_time.came_back_rate",
        N_(
            "Kept is about all customers of the period before. This is about those who had bought for the first time,"
            " each with the same number of days to come back."
        ),
    ),
    (
        "first_time.came_back_rate",
        "repeat_purchase_rate",
        N_(
            "Came back follows first-time buyers for the same number of days each. Bought again looks at everybody who"
            " bought in the period, of whom the late ones had little time left."
        ),
    ),
    (
        "retention.rate",
        "money.grr",
        N_(
            "One counts customers, the other their money. Where the money kept is the larger share, those lost had"
            " spent little."
        ),
    ),
    (
        "money.grr",
        "money.nrr",
        N_(
            "With growth, customers who spend more make up for those who spend less or left. Without it they do not,"
            " so it can never pass 100%."
        ),
    ),
    (
        "customers.active",
        "retention.at_end",
        N_("Active looks back from the last day of the data, the other at the last finished period of the calendar."),
    ),
    (
        "money.spend_per_customer",
        "money.order_value",
        N_("A customer may order several times in a period, and refunds count only against the spend of a customer."),
    ),
    (
        "money.spend_existing",
        "money.spend_new",
        N_(
            "First-time buyers came at some day of the period and had only the rest of it to buy again; existing"
            " customers had all of it."
        ),
    ),
    (
        "money.top10_share",
        "money.top20_share",
        N_("Both count who spent most in twelve months; the best fifth are the best tenth and as many behind them."),
    ),
    (
        "cac.blended",
        "cac.all_spending",
        N_("What was spent on keeping customers brings no new ones, so it belongs only to all spending."),
    ),
    (
        "cac.blended",
        "cac.so_far",
        N_(
            "One is the last period alone, the other the mean of all periods: customers may have become dearer to gain."
        ),
    ),
    (
        "clv.so_far",
        "what_if.clv_before",
        N_(
            "So far is what customers have earned already, old and new ones alike. The other is what a customer will"
            " earn from here on if nothing changes."
        ),
    ),
    (
        "forecast.worth",
        "clv.so_far",
        N_("What today's customers will bring in three years, or what all customers have earned already."),
    ),
    (
        "forecast.worth",
        "what_if.clv_before",
        N_("Three years, each customer by their own history; or without an end, all at the share kept lately."),
    ),
    (
        "retention.rate",
        "retention.churn_rate",
        N_("Whoever is not kept is lost, so the two always add up to 100%."),
    ),
    (
        "retention.churn_rate",
        "retention.came_back_rate",
        N_(
            "Some of those counted as lost were only slow: they come back a period later. They stay counted as lost in"
            " the one and are counted as back in the other."
        ),
    ),
    (
        "first_time.came_back_rate",
        "first_time.one_time_share",
        N_(
            "One-time buyers are all who bought once so far, also those of yesterday. Came back follows those of one"
            " period who had enough time."
        ),
    ),
    (
        "cycle.median_days",
        "cycle.p75_days",
        N_("The one is the customer in the middle, the other a slower one: three of four are at least that fast."),
    ),
    (
        "cycle.median_days",
        "cycle.p90_days",
        N_("The one is the customer in the middle, the other a slow one: nine of ten are at least that fast."),
    ),
    (
        "period.kind",
        "cycle.median_days",
        N_("The period is the first that holds three usual stretches between purchases."),
    ),
    (
        "first_time.days_to_second",
        "cycle.median_days",
        N_(
            "Usual time speaks of those who came back, each customer once. The way to the second purchase also counts"
            " those who have not come back yet, so it is longer."
        ),
    ),
    (
        "first_time.days_to_second",
        "cycle.away_median_days",
        N_("Only the first step, or all steps: who has come back once comes back sooner the next time."),
    ),
    (
        "cycle.away_median_days",
        "cycle.median_days",
        N_(
            "One counts purchases, so that frequent buyers weigh more, with those not followed by another yet. The"
            " other counts customers who came back, each once."
        ),
    ),
    (
        "subscriptions.monthly_churn",
        "subscriptions.yearly_churn",
        N_("Losses add up from month to month: 5% a month are 46% in a year, not 60%."),
    ),
    (
        "subscriptions.monthly_revenue_churn",
        "subscriptions.yearly_revenue_churn",
        N_("Losses add up from month to month: 5% a month are 46% in a year, not 60%."),
    ),
    (
        "subscriptions.monthly_churn",
        "subscriptions.monthly_revenue_churn",
        N_(
            "One counts subscribers, the other their fees. Where fewer fees than subscribers are lost, those who left"
            " had paid little."
        ),
    ),
    (
        "subscriptions.monthly_churn",
        "retention.churn_rate",
        N_("The same customers over a month, and over the period chosen on the overview."),
    ),
    (
        "subscriptions.left_share",
        "subscriptions.monthly_churn",
        N_("Everybody who ever left over everybody who was ever there, or those of one month over those at its start."),
    ),
    (
        "subscriptions.median_months",
        "subscriptions.left_share",
        N_("How long it takes until half are gone, or how many are gone by now, old and new ones alike."),
    ),
    (
        "activity.activation_rate",
        "activity.stickiness",
        N_("One is about new customers and their first days, the other about how often all active ones come."),
    ),
    (
        "money.revenue",
        "money.revenue_before_refunds",
        N_(
            "Revenue is what is left after refunds, each on the day on which it was given back. Without them it shows"
            " what was sold, not what you could keep."
        ),
    ),
    (
        "money.existing_share",
        "money.repeat_order_share",
        N_(
            "Existing customers had bought before the period. Shop platforms go by the order: the second order of a"
            " first-time buyer already counts as one of a returning customer."
        ),
    ),
    (
        "money.before",
        "money.revenue",
        N_("The same money, one period earlier."),
    ),
    (
        "money.lost",
        "money.less",
        N_("Those who did not buy any more, or those who still bought, for less."),
    ),
    (
        "money.less",
        "money.more",
        N_("Customers who bought in both periods: those who spent less, or those who spent more."),
    ),
    (
        "money.returned",
        "money.revenue_new",
        N_("Both were not there in the period before: the ones had bought earlier, the others never."),
    ),
    (
        "money.revenue_before_refunds",
        "money.given_back",
        N_("What was sold, and the part of it, or of earlier sales, that was given back."),
    ),
    (
        "money.given_back",
        "money.revenue",
        N_("What was given back is already taken off the revenue."),
    ),
    (
        "money.revenue",
        "money.revenue_existing",
        N_("A part of the whole: the rest came from first-time buyers."),
    ),
    (
        "money.revenue",
        "money.revenue_new",
        N_("A part of the whole: the rest came from existing customers."),
    ),
    (
        "money.revenue_existing",
        "money.revenue_new",
        N_("Two parts of the revenue: customers who had bought before the period, and those who had not."),
    ),
    (
        "money.existing_share",
        "money.revenue_existing",
        N_("The same money as a share and as an amount."),
    ),
    (
        "money.existing_share",
        "retention.rate",
        N_(
            "One is a share of money, and customers who came back after a long time belong to the existing ones. The"
            " other is a share of the customers of the period before."
        ),
    ),
    (
        "money.nrr",
        "retention.rate",
        N_("One counts money and lets growth make up for losses, the other counts customers."),
    ),
    (
        "money.spend_per_customer",
        "money.spend_existing",
        N_("All buyers of the period, or only those who had bought before it."),
    ),
    (
        "money.spend_per_customer",
        "money.spend_new",
        N_("All buyers of the period, or only those who had not bought before it."),
    ),
    (
        "money.order_value",
        "money.order_value_existing",
        N_("All orders of the period, or only those of customers who had bought before it."),
    ),
    (
        "money.order_value",
        "money.order_value_new",
        N_("All orders of the period, or only those of customers who had not bought before it."),
    ),
    (
        "money.order_value_existing",
        "money.order_value_new",
        N_("Orders, not customers: how often somebody bought in the period makes no difference here."),
    ),
    (
        "payback.months",
        "clv.so_far_to_cac",
        N_(
            "When what customers earned had covered what gaining them cost, or how many times it has covered it by now."
        ),
    ),
    (
        "payback.months",
        "cac.blended",
        N_("A length of time, and the cost that has to be earned in it."),
    ),
    (
        "clv.so_far_to_cac",
        "clv.so_far",
        N_("Only the months that the spending file covers, or all customers of the file."),
    ),
    (
        "clv.so_far_to_cac",
        "cac.so_far",
        N_("What customers have earned over this cost."),
    ),
    (
        "keeping.cost_per_kept",
        "cac.blended",
        N_("What was spent on keeping for each customer kept, or what was spent on gaining for each new one."),
    ),
    (
        "keeping.gaining_ratio",
        "cac.blended",
        N_("Cost of gaining over cost of keeping: this is the upper part."),
    ),
    (
        "keeping.gaining_ratio",
        "keeping.cost_per_kept",
        N_("Cost of gaining over cost of keeping: this is the lower part."),
    ),
    (
        "spending.cost_per_click",
        "spending.cost_per_action",
        N_("Few clicks become an order or a registration, so an action costs much more than a click."),
    ),
    (
        "spending.cost_per_action",
        "cac.blended",
        N_(
            "An advertising platform counts its own actions, also those of customers you had already. The cost of"
            " gaining counts new customers in your orders."
        ),
    ),
    (
        "clv.to_cac",
        "clv.so_far_to_cac",
        N_("What a customer will earn from here on, or what customers have earned so far."),
    ),
    (
        "clv.to_cac",
        "what_if.clv_before",
        N_("Worth over cost: this is the upper part."),
    ),
    (
        "clv.to_cac",
        "cac.blended",
        N_("Worth over cost: this is the lower part."),
    ),
    (
        "todo.key_accounts.customers",
        "money.top10_share",
        N_("How few bring half of the revenue, or how much the best tenth brings."),
    ),
)

BACK_WITHIN = tuple(f"first_time.back_within_{days}_days" for days in WITHIN_DAYS)
LATER = tuple(f"cohorts.share_after_{periods}" for periods in TITLES)

FAMILIES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        BACK_WITHIN,
        "first_time.came_back_rate",
        N_("The same question with another number of days; this one takes one period's length."),
    ),
    (
        BACK_WITHIN,
        "repeat_purchase_rate",
        N_(
            "Came back follows first-time buyers for the same number of days each. Bought again looks at everybody who"
            " bought in the period, of whom the late ones had little time left."
        ),
    ),
    (
        LATER,
        "retention.rate",
        N_(
            "One follows those who were new together and asks who is there so many periods later. Kept takes all"
            " customers of the period before, new and old."
        ),
    ),
    (
        LATER,
        "first_time.came_back_rate",
        N_(
            "One asks who is there in that very period, the other who came back at all within one period's length of"
            " the first purchase."
        ),
    ),
    (
        ("activity.daily_active", "activity.weekly_active", "activity.monthly_active"),
        "activity.stickiness",
        N_("Stickiness is the active customers of a usual day over those of 30 days."),
    ),
    (
        ("money.top10_share", "money.top20_share"),
        "money.top10_ratio",
        N_("A share of all revenue, or how many times as much one of the best spends as one of the others."),
    ),
)

_ONE_BY_ONE = [(name, other, reason) for names, other, reason in FAMILIES for name in names]
REASONS: Mapping[frozenset[str], str] = {
    frozenset((one, other)): reason for one, other, reason in (*PAIRS, *_ONE_BY_ONE)
}
