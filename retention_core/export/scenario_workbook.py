"""What-if scenarios as an Excel file that reckons by itself: change a lever in it, and everything follows.

One sheet a scenario: its levers, its lines of customers, its results, then a row per period. Every number below the
levers and lines is a formula, the same as in `prescribe.programme`; a first sheet sets the scenarios side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.chart_line import ChartLine
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from retention_core.export.tables import accepted_name
from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.prescribe.programme.baseline import Baseline
from retention_core.prescribe.programme.levers import Lever, LiftDefinition
from retention_core.prescribe.what_if.what_if import outcome, programme_on

READINGS = (LiftDefinition.POINTS, LiftDefinition.RELATIVE, LiftDefinition.FEWER_LEAVERS)
LEVERS = {
    "lift": N_("More customers kept"),
    "reading": N_("What the lift means: 1 points, 2 relative, 3 fewer leavers"),
    "from_period": N_("First period in which it works"),
    "ramp_periods": N_("Periods until the full effect"),
    "spend": N_("Change of spend per purchase"),
    "frequency": N_("Change of how often they buy"),
    "new_customers": N_("Change of customers gained"),
    "margin": N_("Margin: what is left of each sale"),
    "discount_rate": N_("Discount rate, a year"),
    "periods_a_year": N_("Periods in a year"),
    "cost_per_period": N_("Programme cost, a period"),
    "cost_per_member": N_("Cost per customer, a period"),
    "cost_share": N_("Discount: part of their spend"),
    "cost_per_gained": N_("Cost of gaining one customer more"),
    "contract_bonus": N_("Bonus of a longer contract: part of their spend"),
}
PERCENT = frozenset(
    {"lift", "spend", "frequency", "new_customers", "margin", "discount_rate", "cost_share", "contract_bonus"}
)
LINES = {
    "start": N_("Customers today"),
    "start_with": N_("Of them in this line with the programme"),
    "rate": N_("Kept in a period"),
    "gained": N_("Gained a period"),
    "gained_with": N_("Gained a period, with the programme"),
    "revenue": N_("Revenue per customer and period"),
    "works": N_("The programme works on them (1 yes)"),
    "held": N_("Periods held by a contract"),
    "reward": N_("Reward per customer, a period"),
}
RESULTS = {
    "extra_customers": (N_("More customers at the end"), "#,##0.0"),
    "extra_revenue": (N_("More revenue"), "#,##0.00"),
    "cost": (N_("Cost of the programme"), "#,##0.00"),
    "extra_profit": (N_("More profit"), "#,##0.00"),
    "percent": (N_("More profit, in percent"), "0.0%"),
}
STEPS = {
    "step": (N_("Period"), "0"),
    "strength": (N_("At work"), "0.00"),
    "discount": (N_("Worth of money today"), "0.0000"),
    "baseline_customers": (N_("Customers, as it is"), "#,##0.0"),
    "customers": (N_("Customers, with it"), "#,##0.0"),
    "baseline_revenue": (N_("Revenue, as it is"), "#,##0.00"),
    "revenue": (N_("Revenue, with it"), "#,##0.00"),
    "cost": (N_("Cost of the period"), "#,##0.00"),
    "baseline_profit": (N_("Profit so far, as it is"), "#,##0.00"),
    "extra_profit": (N_("Extra profit so far"), "#,##0.00"),
}
TOP = 2


@dataclass(frozen=True)
class Scenario:
    """A lever on a shop, and what it is called."""

    name: str
    lever: Lever


def scenario_workbook(baseline: Baseline, scenarios: Sequence[Scenario], speech: Speech) -> bytes:
    """The scenarios as an Excel file with live formulas.

    The results that this program found are stored beside the formulas, for viewers that cannot reckon.
    """
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        front = book.add_worksheet(accepted_name(speech.say(N_("Side by side")), 1))
        pages = [_Page(book, baseline, scenario, number, speech) for number, scenario in enumerate(scenarios, start=1)]
        front.set_column(0, len(pages), 26)
        for column, page in enumerate(pages, start=1):
            page.write()
            front.write_string(0, column, page.scenario.name, page.form(bold=True))
            for row, (name, (label, form)) in enumerate(RESULTS.items(), start=1):
                front.write_string(row, 0, speech.say(label), page.form(bold=True))
                front.write_formula(
                    row,
                    column,
                    f"='{page.title}'!{page.result(name)}",
                    page.form(form),
                    page.value(name),  # type: ignore[arg-type]
                )
    return target.getvalue()


class _Page:
    """One scenario on a sheet of its own: levers, lines, results, periods, from the top down."""

    def __init__(self, book: Workbook, baseline: Baseline, scenario: Scenario, number: int, speech: Speech) -> None:
        self._book, self._say, self.scenario = book, speech.say, scenario
        self._sheet: Worksheet = book.add_worksheet(accepted_name(f"{number} {scenario.name}", 1))
        self.title = str(self._sheet.get_name()).replace("'", "''")
        self._all, self._lines = baseline.everybody, programme_on(baseline, scenario.lever).lines
        self._found = outcome(baseline, scenario.lever)
        self._count = len(self._lines.start)
        self._lines_at = TOP + len(LEVERS) + 1
        self._results_at = self._lines_at + self._count + 3
        self._steps_at = self._results_at + len(RESULTS) + 1

    def form(self, number: str = "General", *, bold: bool = False, typed: bool = False) -> Format:
        """How a cell looks; `typed`: it may be changed."""
        told: dict[str, object] = {"num_format": number, "bold": bold, "text_wrap": bold}
        return self._book.add_format(told | ({"bg_color": "#DCEFEB"} if typed else {}))

    def result(self, name: str) -> str:
        """The cell of a result."""
        return self._cell(self._results_at + list(RESULTS).index(name), 1)

    def value(self, name: str) -> float:
        """A result as this program found it; zero where it is not known."""
        return float(getattr(self._found.result, name) or 0.0)

    def write(self) -> None:
        """Every cell."""
        self._sheet.set_column(0, 0, 46)
        self._sheet.set_column(1, len(STEPS) + 2 * self._count, 15)
        self._sheet.write_string(0, 0, self.scenario.name, self.form(bold=True))
        for row, (name, label) in enumerate(LEVERS.items(), start=TOP):
            self._sheet.write_string(row, 0, self._say(label))
            form = self.form("0.0%" if name in PERCENT else "General", typed=True)
            self._sheet.write_number(row, 1, self._lever_value(name), form)
        self._write_lines()
        for row, (name, (label, form)) in enumerate(RESULTS.items(), start=self._results_at):
            self._sheet.write_string(row, 0, self._say(label), self.form(bold=True))
            self._sheet.write_formula(row, 1, f"={self._summed(name)}", self.form(form), self.value(name))  # type: ignore[arg-type]
        self._write_steps()
        self._draw()

    def _lever_value(self, name: str) -> float:
        lever = self.scenario.lever
        known = {"reading": READINGS.index(lever.reading) + 1, "periods_a_year": self._found.kind.per_year}
        return float(known[name] if name in known else getattr(lever, name))

    def _write_lines(self) -> None:
        typed, everybody = self.form(typed=True), self._all
        for column, label in enumerate(LINES.values(), start=1):
            self._sheet.write_string(self._lines_at, column, self._say(label), self.form(bold=True))
        self._sheet.write_string(self._lines_at + 1, 0, self._say(N_("All customers, as it is")))
        whole = (everybody.start, 0, everybody.rate, everybody.gained, 0, everybody.revenue or 0.0)
        for column, value in enumerate(whole, start=1):
            self._sheet.write_number(self._lines_at + 1, column, value, typed)
        for at in range(self._count):
            row = self._lines_at + 2 + at
            self._sheet.write_string(row, 0, self._say(N_("Line {n} of the programme"), n=at + 1))
            for column, name in enumerate(LINES, start=1):
                self._sheet.write_number(row, column, float(getattr(self._lines, name)[at]), typed)
            if self._lines.gained_with[at] and self._lever_value("new_customers"):
                self._sheet.write_formula(row, 1 + list(LINES).index("gained_with"), self._gained_with(at), self.form())

    def _gained_with(self, at: int) -> str:
        """Newcomers of a programme for some tiers belong to none of them: they are a part of all that are gained."""
        more = self._lever("new_customers")
        if self._lines.works[at]:
            return f"={self._line('gained', at)}*(1+{more})"
        return f"={self._line('gained', -1)}*{more}"

    def _write_steps(self) -> None:
        for column, (label, _) in enumerate(STEPS.values()):
            self._sheet.write_string(self._steps_at, column, self._say(label), self.form(bold=True))
        for at in range(self._count):
            for way, label in enumerate((N_("Line {n}, as it is"), N_("Line {n}, with it"))):
                said = self._say(label, n=at + 1)
                self._sheet.write_string(self._steps_at, self._line_column(at, way), said, self.form(bold=True))
        forms = {name: self.form(form) for name, (_, form) in STEPS.items()}
        for step, known in enumerate(self._found.table.iter_rows(named=True)):
            row = self._steps_at + 1 + step
            for at in range(self._count):
                for way in range(2):
                    formula = self._customers(at, way, row, step)
                    self._sheet.write_formula(row, self._line_column(at, way), formula, forms["customers"])
            for column, (name, formula) in enumerate(self._formulas(row, step).items()):
                self._sheet.write_formula(row, column, f"={formula}", forms[name], known.get(name) or 0.0)  # type: ignore[arg-type]

    def _customers(self, at: int, way: int, row: int, step: int) -> str:
        """Customers of a line without and with the programme: S r + n."""
        if not step:
            return f"={self._line('start_with' if way else 'start', at)}"
        before, rate = self._cell(row - 1, self._line_column(at, way), fixed=False), self._line("rate", at)
        gained = self._line("gained", at)
        if not way:
            return f"={before}*{rate}+{gained}"
        strength = self._step("strength", row)
        lift = f"{strength}*{self._lever('lift')}*{self._line('works', at)}"
        lifted = f"CHOOSE({self._lever('reading')},{rate}+{lift},{rate}*(1+{lift}),1-(1-{rate})*(1-{lift}))"
        kept = f"IF({self._step('step', row)}<={self._line('held', at)},1,MAX(0,MIN(1,{lifted})))"
        return f"={before}*{kept}+{gained}+{strength}*({self._line('gained_with', at)}-{gained})"

    def _formulas(self, row: int, step: int) -> dict[str, str]:
        """The columns of a step, all lines together."""
        more = self._over_lines(lambda at: f"{self._there(at, 1, row)}-{self._there(at, 0, row)}")
        customers = f"{self._step('baseline_customers', row)}+{more}"
        if not step:
            start = self._line("start", -1)
            return dict.fromkeys(STEPS, "0") | {"discount": "1", "baseline_customers": start, "customers": customers}
        now, last = (lambda name: self._step(name, row)), (lambda name: self._step(name, row - 1))
        rate = f"(1+{self._lever('discount_rate')})^(-{now('step')}/{self._lever('periods_a_year')})"
        ramp = f"({now('step')}-{self._lever('from_period')}+1)/({self._lever('ramp_periods')}+1)"
        margin, gaining = self._lever("margin"), f"{self._line('gained', -1)}*{self._lever('cost_per_gained')}"
        extra = self._over_lines(
            lambda at: f"{self._spent(at, row)}-{self._there(at, 0, row)}*{self._line('revenue', at)}"
        )
        earned = f"{margin}*({now('revenue')}-{now('baseline_revenue')})-{now('cost')}"
        before = f"{margin}*{now('baseline_revenue')}-{gaining}"
        return {
            "step": f"{last('step')}+1",
            "strength": f"MAX(0,MIN(1,{ramp}))",
            "discount": rate,
            "baseline_customers": f"{last('baseline_customers')}*{self._line('rate', -1)}+{self._line('gained', -1)}",
            "customers": customers,
            "baseline_revenue": f"{now('baseline_customers')}*{self._line('revenue', -1)}",
            "revenue": f"{now('baseline_revenue')}+{extra}",
            "cost": self._cost(row),
            "baseline_profit": f"{last('baseline_profit')}+{now('discount')}*({before})",
            "extra_profit": f"{last('extra_profit')}+{now('discount')}*({earned})",
        }

    def _spent(self, at: int, row: int) -> str:
        """What a line spends in a period with the programme."""
        more = f"((1+{self._lever('spend')})*(1+{self._lever('frequency')})-1)"
        grown = f"(1+{self._step('strength', row)}*{self._line('works', at)}*{more})"
        return f"{self._there(at, 1, row)}*{self._line('revenue', at)}*{grown}"

    def _cost(self, row: int) -> str:
        strength, lever = self._step("strength", row), self._lever
        each = self._over_lines(
            lambda at: (
                f"{self._line('works', at)}*({self._there(at, 1, row)}*({lever('cost_per_member')}"
                f"+{self._line('reward', at)})+{lever('cost_share')}*{self._spent(at, row)})"
            )
        )
        bonus = self._over_lines(
            lambda at: f"IF({self._step('step', row)}<={self._line('held', at)},{self._spent(at, row)},0)"
        )
        gained = self._over_lines(lambda at: f"{self._line('gained_with', at)}-{self._line('gained', at)}")
        ours = f"IF({strength}>0,{lever('cost_per_period')}+{each},0)"
        return f"{ours}+{lever('contract_bonus')}*{bonus}+{lever('cost_per_gained')}*{strength}*{gained}"

    def _summed(self, name: str) -> str:
        """A result from the columns of the periods."""
        first, last = self._steps_at + 2, self._steps_at + 1 + self._found.periods

        def column(of: str) -> str:
            return f"{self._step(of, first)}:{self._step(of, last)}"

        ends = {of: self._step(of, last) for of in STEPS}
        return {
            "extra_customers": f"{ends['customers']}-{ends['baseline_customers']}",
            "extra_revenue": f"SUM({column('revenue')})-SUM({column('baseline_revenue')})",
            "cost": f"SUMPRODUCT({column('cost')},{column('discount')})",
            "extra_profit": ends["extra_profit"],
            "percent": f"IF({ends['baseline_profit']}>0,{ends['extra_profit']}/{ends['baseline_profit']},0)",
        }[name]

    def _draw(self) -> None:
        """The profit so far, with and without the programme, as a chart of the spreadsheet's own."""
        chart = self._book.add_chart({"type": "line"})
        assert isinstance(chart, ChartLine)
        first, last = self._steps_at + 1, self._steps_at + 1 + self._found.periods
        for name in ("baseline_profit", "extra_profit"):
            column, step = list(STEPS).index(name), list(STEPS).index("step")
            chart.add_series(
                {
                    "name": self._say(STEPS[name][0]),
                    "categories": [self._sheet.get_name(), first, step, last, step],
                    "values": [self._sheet.get_name(), first, column, last, column],
                }
            )
        self._sheet.insert_chart(1, 3, chart)

    def _over_lines(self, formula: Callable[[int], str]) -> str:
        return "(" + "+".join(f"({formula(at)})" for at in range(self._count)) + ")"

    def _there(self, at: int, way: int, row: int) -> str:
        return self._cell(row, self._line_column(at, way), fixed=False)

    def _line_column(self, at: int, way: int) -> int:
        return len(STEPS) + 2 * at + way

    def _lever(self, name: str) -> str:
        return self._cell(TOP + list(LEVERS).index(name), 1)

    def _line(self, name: str, at: int) -> str:
        """A cell of a line; -1: of all customers."""
        return self._cell(self._lines_at + 2 + at, 1 + list(LINES).index(name))

    def _step(self, name: str, row: int) -> str:
        return self._cell(row, list(STEPS).index(name), fixed=False)

    @staticmethod
    def _cell(row: int, column: int, *, fixed: bool = True) -> str:
        return xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)
