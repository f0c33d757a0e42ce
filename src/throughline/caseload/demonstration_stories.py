"""Whose stories does a demonstration tell? Made-up people of three units, from a draft to a year after support.

Most things are in order, as on a real unit's day: two clocks are late, one concern is urgent, one record is restricted,
one release has no date, one person was recalled, and one is in treatment elsewhere already.
"""

from .demonstration_people import Story

_POLISH = {"language": "Polish", "needs_interpreter": True}
_TEXT = {
    "safe_contact": "text",
    "safe_contact_words": "Her partner reads her letters. Text only, before 3pm.",
}
_THROUGH = {
    "safe_contact": "practitioner",
    "safe_contact_words": "Through the practitioner while the order against contact stands.",
}
_FRONT = {
    "risk_levels": {"staff": "HIGH", "known_adult": "MEDIUM"},
    "self_risk": ["suicide"],
    "risk_words": "Shouted at reception staff in spring; calm with people he knows. See him in the front rooms.",
    "flags": ["risk_to_staff", "violent"],
    "children": {"is_parent": "yes", "at_home": "no", "has_contact": "yes", "known_to_social_care": "yes"},
    "availability": "Any morning",
}

# Today's people of the key worker; their meetings today stand in `demonstration_day`.
TODAY = (
    Story(("Ruairi", "Ó Dálaigh"), 42, "on_pathway", kind="extended", levels="ACCOM", next_in=5),
    Story(("Shanice", "Braithwaite"), 30, "on_pathway", kind="brief", next_in=1, identity=_TEXT),
    Story(
        ("Terence", "Okonkwo-Hughes"),
        55,
        "on_pathway",
        kind="extended",
        levels="DNR EWB",
        missed=1,
        next_in=1,
    ),
    Story(("Mohammed", "Aziz"), 36, "on_pathway", kind="extended", next_in=4),
    Story(("Beverley", "Clegg"), 24, "on_pathway", kind="brief", levels="FAM", next_in=1, identity=_THROUGH),
    Story(("Sukarno", ""), 8, "assigned", met=None, why="new order, and nobody has met him yet."),
    Story(("Jade", "Thistlethwaite"), 16, "assessed", levels="FBD"),
    Story(("Piotr", "Wiśniewski"), 48, "on_pathway", kind="extended", next_in=3, identity=_POLISH),
    Story(("D’Arcy", "Nkemelu"), 33, "on_pathway", kind="extended", levels="SOC", next_in=6),
    Story(("Lorraine", "Hibbert"), 39, "on_pathway", kind="brief", next_in=7),
)
# Halina’s, who is away today and covered.
COLLEAGUE = (
    Story(("Callum", "Rushworth"), 45, "on_pathway", "second", kind="extended", next_in=5),
    Story(("Zofia", "Kaczmarek"), 21, "on_pathway", "second", kind="brief", next_in=6, identity=_POLISH),
    Story(("Neville", "Ainscough"), 9, "assigned", "second", met=None, next_in=1,
          why="asks for help with drink; moved house since, and was hard to reach."),
)  # fmt: skip
INBOX = (
    Story(("Nuala", "Hegarty"), 11, needs={"DNR": "HIGH", "ACCOM": "HIGH"}, said=_FRONT,
          why="sleeping in a car since the tenancy ended. Heroin again after four months without."),
    Story(("Dariusz", "Szymański"), 8, needs={"DNR": "MEDIUM", "EWB": "MEDIUM"}, requirement="ATR",
          why="drinks every day since a bereavement."),
    Story(("Keziah", "Mensah-Boateng"), 3, needs={"DNR": "HIGH"}, source="custody", release_in=6, is_urgent=True,
          why="leaves prison on a methadone prescription that nobody here has taken over yet.", identity=_POLISH,
          said={"risk_levels": {"public": "MEDIUM"}, "flags": ["mappa"], "prison": "HMP Forest Bank (made up)"}),
    Story(("Wayne", "Shufflebottom"), 5, needs={"DNR": "LOW"},
          why="sees the alcohol nurse at the practice already, and wants probation to know."),
    Story(("Parveen", "Akhtar"), 6, "accepted", needs={"DNR": "MEDIUM", "ETE": "LOW"}, why="new order, first time."),
    Story(("Bronwen", "Dyson"), 2, needs={"DNR": "MEDIUM"}, requirement="RAR",
          why="uses cannabis daily; the job centre asks about it.", said={"availability": "After 2pm"}),
    Story(("Iain", "St John"), 0, why="asked for help at his first appointment.", requirement=""),
    Story(("Denzel", "Whitworth"), 1, source="court", sentence="PRE", requirement="", sender="court",
          why="before sentence; the court asks whether a drug rehabilitation requirement fits."),
    Story(("Maureen", "Tetlow"), 1, "draft", why="asked again after the summer."),
    Story(("Jermaine", "Coyle"), 0, "draft", source="court", sentence="PRE", requirement="", sender="court"),
)  # fmt: skip
NEEDS = (
    Story(("Gwendolen", "Achterberg-Moss"), 6, "assigned", met=None, next_in=2, requirement="",
          needs={"DNR": "HIGH", "ACCOM": "MEDIUM"}, identity=_TEXT),
    Story(("Idris", "O’Hanlon"), 10, "assigned", met=7, next_in=4, requirement="ATR",
          needs={"DNR": "HIGH", "ACCOM": "MEDIUM"}, said={"flags": ["mappa", "risk_to_staff"]}),
    Story(("Marvin Leroy", "Papadopoulos"), 80, "assigned", met=7, next_in=3,
          needs={"DNR": "HIGH", "ACCOM": "MEDIUM"}, said={"flags": ["da_victim"]}),
)  # fmt: skip
WATCHED = (
    Story(("Tadhg", "Mac Giolla Íosa"), 14, "assigned", met=None, source="custody"),
    Story(("Yasmin", "Chaudhry-Lomax"), 20, "on_pathway", met=8, kind="brief", source="custody"),
    Story(("Sunniva", ""), 28, "assessed", met=9, next_in=2, source="custody"),
    Story(("Keeley", "Warburton"), 16, "on_pathway", met=7, kind="brief", source="custody"),
    Story(("Errol", "Featherstonehaugh"), 34, "on_pathway", kind="extended", levels="EWB ACCOM", next_in=2),
    Story(
        ("Bronagh", "Delaney"),
        40,
        "on_pathway",
        kind="extended",
        last=4,
        missed=1,
        sentence="LIC",
        requirement="LICENCE",
    ),
    Story(("Ffion", "Llewellyn-Jones"), 26, "on_pathway", kind="brief", next_in=4),
    Story(("Magda", "Król"), 180, "on_pathway", kind="extended", last=64),
    Story(("Agnes", "Birtwistle"), 9, why="lives in Wigan since the autumn."),
    Story(("Tyrone", "Haddad"), 17, why="works nights, and asked to be left out of it."),
)
# Support ended, or never began, months ago; and one whose limit nobody confirmed. `demonstration_after` goes on.
AFTER = (
    Story(("Ottoline", "Marsden"), 203, "on_pathway", kind="extended", last=150),
    Story(("Desmond", "Quartey"), 170, "on_pathway", "second", kind="brief", last=75),
    Story(("Wilfred", "Entwistle"), 203, why="moved away before anybody could see him."),
    Story(("Noreen", "Catterall"), 202, why="was sent to the wrong service."),
    Story(("Gwenllian", "Pugh"), 32, "assigned", "second", last=60),
)
SALFORD = (
    Story(("Leroy", "O’Rourke"), 2, needs={"DNR": "MEDIUM", "FAM": "HIGH"}, why="moves in with her sister."),
    Story(("Rhona", "Pickersgill"), 29, "on_pathway", "third", kind="brief", next_in=4),
    Story(("Hamza", "Siddiqui"), 44, "on_pathway", "third", kind="extended", levels="ETE", next_in=6),
)
# The provider with its own system: taken on here, and everything else comes in by its weekly file.
ELSEWHERE = (
    Story(("Aoife", "Tattersfield"), 1, why="new order, and drinks at weekends."),
    Story(("Bogdan", "Ionescu"), 6, why="crack again since the summer.", needs={"DNR": "HIGH"}),
    Story(("Carol-Ann", "Hesketh"), 9, "accepted", "there_worker"),
    Story(("Dwayne", "Abara"), 13, "accepted", "there_worker"),
    Story(("Esther", "Nuttall-Grey"), 17, "accepted", "there_worker"),
    Story(("Fergus", "Mulgrew"), 22, "accepted", "there_worker"),
    Story(("Gulzar", "Mirza"), 30, "accepted", "there_worker"),
    Story(("Heather", "Ollerenshaw"), 60, "accepted", "there_worker"),
)
