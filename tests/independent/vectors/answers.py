"""What people answered and what leads concluded."""

from __future__ import annotations

from inspector.journal.bodies import (
    Concluded,
    DeviceKey,
    Observed,
    Person,
    Roster,
)
from inspector.journal.value import Measure
from tests.builder import Laptop, World
from tests.independent.vectors.kit import (
    Rows,
    one_visit,
    vector,
)


@vector
def two_observers_agree() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass", note="bảng ở cửa")
    binh.observe(visit, "a", "pass", note="bảng trong nhà")
    return Rows.of(an, binh)


@vector
def two_observers_differ() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    binh.observe(visit, "a", "fail")
    return Rows.of(an, binh)


@vector
def conclusion_over_observers() -> Rows:
    lead, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    binh.observe(visit, "a", "fail")
    for other in (an, binh):
        lead.meet(other)
    lead.conclude(visit, "a", "fail")
    return Rows.of(lead)


@vector
def conclusion_withdrawn() -> Rows:
    lead, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    binh.observe(visit, "a", "fail")
    lead.meet(an)
    lead.meet(binh)
    lead.conclude(visit, "a", "fail")
    lead.withdraw(visit, "con", "a", "")
    return Rows.of(lead)


@vector
def conclusion_withdrawn_by_an_inspector() -> Rows:
    lead, an, _, visit = one_visit()
    lead.conclude(visit, "a", "fail")
    an.meet(lead)
    an.withdraw(visit, "con", "a", "")
    return Rows.of(an)


@vector
def conclusions_differ() -> Rows:
    lead, deputy, an = World(9).team("lead", "deputy", "an")
    visit = lead.plan()
    deputy.meet(lead)
    an.meet(lead)
    an.observe(visit, "a", "pass")
    lead.conclude(visit, "a", "pass")
    deputy.conclude(visit, "a", "fail")
    return Rows.of(lead, deputy, an)


@vector
def conclusions_equal() -> Rows:
    lead, deputy = World(9).team("lead", "deputy")
    visit = lead.plan()
    deputy.meet(lead)
    lead.conclude(visit, "a", "pass")
    deputy.conclude(visit, "a", "pass")
    return Rows.of(lead, deputy)


@vector
def conclusion_that_names_an_observation() -> Rows:
    lead, an, _, visit = one_visit()
    seen = an.observe(visit, "a", "pass")
    lead.meet(an)
    about = ("con", "a", "")
    lead.say(Concluded(value="fail", reason="ảnh"), about, visit, supersedes=[seen])
    return Rows.of(lead)


@vector
def conclusion_by_an_inspector() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.conclude(visit, "a", "fail")
    return Rows.of(an)


@vector
def undo_restates() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    undone = an.observe(visit, "a", "fail")
    body = Observed(value="pass", checklist=an.world.checklist_id, undoes=undone)
    an.say(body, ("obs", "a", ""), visit)
    return Rows.of(an)


@vector
def answer_withdrawn() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.withdraw(visit, "obs", "a", "")
    binh.observe(visit, "b", "pass")
    an.meet(binh)
    an.withdraw(visit, "obs", "b", "")
    return Rows.of(an)


@vector
def two_instances() -> Rows:
    _, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    an.observe(visit, "a", "fail", instance="7f3a9c0211d45e60")
    return Rows.of(an)


@vector
def measures_equal_and_not() -> Rows:
    _, an, binh, visit = one_visit()
    an.observe(visit, "a", Measure(n=3, total=4))
    binh.observe(visit, "a", Measure(n=3, total=4))
    an.observe(visit, "b", Measure(percent="12.5"))
    binh.observe(visit, "b", Measure(percent="12.50"))
    return Rows.of(an, binh)


@vector
def another_persons_answer_is_not_superseded() -> Rows:
    _, an, binh, visit = one_visit()
    other = an.observe(visit, "a", "pass")
    binh.meet(an)
    body = Observed(value="fail", checklist=an.world.checklist_id)
    binh.say(body, ("obs", "a", ""), visit, supersedes=[other])
    return Rows.of(binh)


def two_devices() -> tuple[Laptop, Laptop, Laptop, str]:
    """Return the lead, and two devices of one person."""
    world = World(11)
    lead, an, spare = (world.laptop(name) for name in ("lead", "an", "spare"))
    lead.begin([lead.key.public, an.key.public])
    keys = (DeviceKey(sign=an.key.public), DeviceKey(sign=spare.key.public))
    persons = (lead.person(), Person(id="an", name="An", roles=("inspector",), keys=keys))
    lead.say(Roster(version="1", roots=(an.key.public, lead.key.public), persons=persons), ("roster",))
    visit = lead.plan()
    for other in (an, spare):
        other.meet(lead)
    return lead, an, spare, visit


@vector
def two_devices_of_one_person_differ() -> Rows:
    _, an, spare, visit = two_devices()
    an.observe(visit, "a", "pass")
    spare.observe(visit, "a", "fail")
    return Rows.of(an, spare)


@vector
def two_devices_of_one_person_one_withdrawn() -> Rows:
    _, an, spare, visit = two_devices()
    an.observe(visit, "a", "pass")
    spare.withdraw(visit, "obs", "a", "")
    return Rows.of(an, spare)


@vector
def second_device_supersedes_the_first() -> Rows:
    _, an, spare, visit = two_devices()
    first = an.observe(visit, "a", "pass")
    spare.meet(an)
    body = Observed(value="fail", checklist=an.world.checklist_id)
    spare.say(body, ("obs", "a", ""), visit, supersedes=[first])
    return Rows.of(spare)
