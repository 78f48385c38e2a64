"""Why each screening question is asked, in plain words."""

WHY = {
    "who": "The text you read and sign depends on it. A parent decides for a child, and a child of "
    "7 or more is asked too.",
    "condition": "Research asks for people with one condition. You can also join while doctors "
    "still look for the cause.",
    "known": "Some studies need a gene test or a doctor's word. All of these answers let you join.",
    "name": "We check that nobody is in the registry twice. Your name is locked with a key, apart "
    "from all other answers. Researchers do not get it.",
    "born": "Your age decides who must agree. Researchers get a range of years, never the day.",
    "country": "The law that protects you depends on where you live. It also tells us when it is "
    "day where you are.",
    "region": "In some states one signs alone at 18, in others later.",
    "contact": "We write once a year. Our letters never name a condition. We use your e-mail "
    "address from your account.",
}
