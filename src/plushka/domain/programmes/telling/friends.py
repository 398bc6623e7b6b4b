"""What is said of friends: who brings whom, what both get, and who may invite."""

from plushka.domain.programmes.texts.counted import Sentence

RU: dict[str, Sentence] = {
    "referral keys ": "Друзья могут прийти по вашей рекомендации.",
    "referral keys card": "Друг, который вступает, называет вашу карту.",
    "referral keys phone": "Друг, который вступает, называет ваш телефон.",
    "referral keys card phone": "Друг, который вступает, называет ваш телефон или карту.",
    "referrer purchase_paid": "Вы получаете {percent} % от того, что друг платит деньгами.",
    "referrer bonuses_earned": "Вы получаете {percent} % от бонусов, которые начислены другу.",
    "referrer fixed": "За каждую покупку друга вы получаете бонусы: {percent}.",
    "referrer first": "Считаются только первые покупки друга: {count}.",
    "referrer days": "Это длится столько дней после вступления друга: {count}.",
    "referrer most": "За всех друзей вместе в месяц — не больше {points}.",
    "newcomer": "Друг за вступление получает {points}.",
    "newcomer later": "На первой покупке ими платить нельзя.",
    "inviting only": "Вступить можно только по приглашению участника.",
    "inviting earned": "Приглашать может тот, кто набрал всего {points}.",
    "inviting balance": "Приглашать может тот, у кого на счёте {points}.",
    "inviting limits": "Приглашений от одного участника: в месяц до {a_month}, всего до {in_all}.",
    "inviting life": "Приглашение действует, дней: {count}.",
}

UK: dict[str, Sentence] = {
    "referral keys ": "Друзі можуть прийти за вашою рекомендацією.",
    "referral keys card": "Друг, який вступає, називає вашу картку.",
    "referral keys phone": "Друг, який вступає, називає ваш телефон.",
    "referral keys card phone": "Друг, який вступає, називає ваш телефон або картку.",
    "referrer purchase_paid": "Ви отримуєте {percent} % від того, що друг платить грошима.",
    "referrer bonuses_earned": "Ви отримуєте {percent} % від бонусів, які нараховано другові.",
    "referrer fixed": "За кожну покупку друга ви отримуєте бонуси: {percent}.",
    "referrer first": "Рахуються лише перші покупки друга: {count}.",
    "referrer days": "Це триває стільки днів після вступу друга: {count}.",
    "referrer most": "За всіх друзів разом на місяць — не більше {points}.",
    "newcomer": "Друг за вступ отримує {points}.",
    "newcomer later": "На першій покупці ними платити не можна.",
    "inviting only": "Вступити можна лише за запрошенням учасника.",
    "inviting earned": "Запрошувати може той, хто набрав усього {points}.",
    "inviting balance": "Запрошувати може той, у кого на рахунку {points}.",
    "inviting limits": "Запрошень від учасника: на місяць до {a_month}, усього до {in_all}.",
    "inviting life": "Запрошення діє, днів: {count}.",
}

EN: dict[str, Sentence] = {
    "referral keys ": "Friends may join on your recommendation.",
    "referral keys card": "A friend who joins names you by your card.",
    "referral keys phone": "A friend who joins names you by your phone.",
    "referral keys card phone": "A friend who joins names you by your phone or card.",
    "referrer purchase_paid": "You get {percent}% of what your friend pays with money.",
    "referrer bonuses_earned": "You get {percent}% of the points your friend earns.",
    "referrer fixed": "You get {percent} points for each purchase of your friend.",
    "referrer first": "Only the friend's first purchases count: {count}.",
    "referrer days": "It lasts for so many days after the friend joined: {count}.",
    "referrer most": "For all friends together no more than {points} a month.",
    "newcomer": "The friend gets {points} for joining.",
    "newcomer later": "They cannot be used at the first purchase.",
    "inviting only": "Only who is invited by a member may join.",
    "inviting earned": "A member who has earned {points} in all may invite.",
    "inviting balance": "A member who has {points} may invite.",
    "inviting limits": "One member invites {a_month} a month at most, and {in_all} in all.",
    "inviting life": "An invitation is good for so many days: {count}.",
}
