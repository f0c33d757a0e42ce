"""What are made-up people called, and how else is the same name written? Common names; nobody is meant."""

# How a name is said elsewhere: one of these for the other, now and then. Made of everyday knowledge, not of counts.
MEN = (
    "James Jim Jamie|John Jon Jack|David Dave|Michael Mike Mick|Robert Rob Bob|Paul|Mark Marc|Andrew Andy"
    "|Stephen Steven Steve|Daniel Dan Danny|Christopher Chris|Matthew Matt|Anthony Tony|Lee Leigh"
    "|Thomas Tom Tommy|Joseph Joe|Ryan|Adam|Liam|Craig|Mohammed Muhammad Mohammad|Ali|Imran|Kyle|Jordan"
    "|Ashley Ash|Sean Shaun|Kevin Kev|Gary|Darren Daz|Jason|Scott|Ben Benjamin|Luke|Connor Conor|Callum Calum"
    "|Jake Jacob|Nathan|Aaron|Peter Pete|Simon|Stuart Stewart|Wayne|Carl Karl|Dean|Samuel Sam"
    "|Alexander Alex Sandy|William Will Bill|Edward Ed Ted|Richard Rick Dick|Nicholas Nick|Philip Phil"
    "|Patrick Pat Paddy|Piotr Peter|Tomasz Tom|Hassan|Yusuf Joseph|Kwame|Tyrone|Neil|Martin|Jermaine"
    "|Reece Rhys|Bradley Brad|Joshua Josh|Lewis Louis|Shane|Barry Baz|Brian Bryan|Colin|Damien Damian|Derek"
    "|Dominic Dom|Dylan|Elliot Eliot|Frank Francis|Gareth|George|Glenn Glen|Graham|Grant|Hamza|Harry Harold"
    "|Ian Iain|Jack|Jay|Jeffrey Geoffrey Jeff|Jonathan Jon|Keith|Kenneth Ken Kenny|Kieran Ciaran|Leon"
    "|Malcolm Mal|Marcus Mark|Max Maxwell|Nigel|Omar Umar|Oliver Ollie|Raymond Ray|Roy|Russell Russ|Sajid"
    "|Stefan Steven|Terence Terry|Toby Tobias|Trevor|Usman|Vincent Vince|Warren|Zain Zayn|Zbigniew|Abdul"
    "|Ibrahim|Tariq|Femi|Dwayne Duane|Ronald Ron|Gavin|Ricky"
)
WOMEN = (
    "Sarah Sara|Emma|Claire Clare|Lisa|Michelle Shell|Nicola Nicky|Joanne Jo|Kelly|Louise Lou|Amy|Rachel"
    "|Laura|Gemma|Rebecca Becky|Samantha Sam|Donna|Stacey Stacy|Natalie Nat|Hayley|Leanne Lianne"
    "|Katie Kate Kathryn|Jennifer Jenny|Elizabeth Liz Beth|Danielle Dani|Victoria Vicky|Charlotte Charlie"
    "|Jade|Chloe|Jodie Jody|Kirsty|Aisha Ayesha|Fatima|Zoe|Tracey Tracy|Karen|Alison Ali|Andrea|Anna Ann"
    "|Caroline Carol|Catherine Cath|Cheryl|Christine Chris Tina|Dawn|Deborah Debbie|Diane Di|Ellen Nell|Emily"
    "|Faye|Georgina George|Gillian Jill|Hannah|Heather|Helen|Iqra|Janet Jan|Jasmine Jaz|Jessica Jess|Keeley"
    "|Lauren|Lindsay Linsey|Lucy|Lynne Lyn|Maria|Megan Meg|Melissa Mel|Naomi|Olivia Liv|Patricia Pat Trish"
    "|Pauline|Philippa Pip|Sally|Sandra|Sharon Shaz|Sophie Sofie|Susan Sue|Tanya Tania|Teresa Theresa"
    "|Toni Antonia|Wendy|Yasmin Jasmine|Zainab|Magdalena Magda|Ewa Eva|Kirsten|Julie|Angela Angie"
    "|Margaret Maggie Peggy|Amanda Mandy|Agnieszka Agnes|Chantelle|Bethany Beth|Shannon|Abigail Abby|Paula"
)
_FIRST = [
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Williams",
    "Wilson",
    "Johnson",
    "Davies",
    "Robinson",
    "Wright",
    "Thompson",
    "Evans",
    "Walker",
    "White",
    "Roberts",
    "Green",
    "Hall",
    "Wood",
    "Jackson",
    "Clarke",
    "Khan",
    "Ahmed",
    "Hussain",
    "Ali",
    "Patel",
    "Begum",
    "Shah",
    "Singh",
    "Kowalski",
    "Nowak",
    "Murphy",
    "Kelly",
    "Byrne",
    "Ryan",
    "Campbell",
    "Murray",
    "Stewart",
    "Scott",
    "Harrison",
    "Barlow",
    "Hughes",
    "Edwards",
    "Turner",
    "Hill",
    "Moore",
    "Ward",
    "Watson",
    "Cooper",
    "Harris",
    "King",
    "Lee",
    "Baker",
    "Martin",
    "Morris",
    "Bennett",
    "Shaw",
    "Holt",
    "Lord",
    "Ogden",
    "Butterworth",
    "Schofield",
    "Kershaw",
    "Howarth",
    "Greenhalgh",
    "Entwistle",
    "Ainsworth",
    "Ramsbottom",
    "Hargreaves",
    "Whitehead",
    "Mills",
]
_STEMS = [
    "Ash",
    "Bar",
    "Beck",
    "Birch",
    "Brad",
    "Bram",
    "Brook",
    "Burn",
    "Cald",
    "Carl",
    "Chad",
    "Clay",
    "Crom",
    "Dar",
    "Dun",
    "East",
    "Elm",
    "Farn",
    "Fern",
    "Garth",
    "Grims",
    "Hal",
    "Har",
    "Haw",
    "Heath",
    "Hol",
    "Kel",
    "Kirk",
    "Lang",
    "Lin",
    "Mar",
    "Mel",
    "Mos",
    "Nor",
    "Oak",
    "Old",
    "Pem",
    "Pres",
    "Rad",
    "Rams",
    "Ridge",
    "Rush",
    "Sand",
    "Sed",
    "Shel",
    "Stan",
    "Sten",
    "Sut",
    "Thorn",
    "Til",
    "Und",
    "Wal",
    "War",
    "West",
    "Wind",
    "Wor",
    "Yar",
]
_ENDS = [
    "bridge",
    "brook",
    "bury",
    "by",
    "combe",
    "croft",
    "dale",
    "den",
    "field",
    "ford",
    "ham",
    "ley",
    "low",
    "man",
    "mere",
    "more",
    "ridge",
    "shaw",
    "stead",
    "ton",
    "ward",
    "well",
    "wick",
    "wood",
    "worth",
]

SURNAMES = tuple(_FIRST) + tuple(
    sorted({stem + end for stem in _STEMS for end in _ENDS}, key=lambda name: (name[-1] + name[1:4], name))
)


def forenames(said: str) -> tuple[tuple[str, ...], ...]:
    """Each name with the ways in which it is written, the usual one first."""
    return tuple(tuple(each.split()) for each in said.split("|"))
