namespace LogStats.PgBouncer;

/// <summary>
/// The sentences of LogAnalyzer, to the letter with their odd blanks: its reports are English, the subjects of its mails
/// French. The other language of each is ours, and so is the notice that somebody is back.
/// </summary>
internal sealed record OriginalWords
{
    public static readonly OriginalWords English = new();

    public static readonly OriginalWords French = new()
    {
        Started = "Date de début : {0} avec le pid : {1}",
        Ended = "Date de fin : {0}",
        Stats = "Statistiques pour la période du {0} au {1} :",
        NoStats = "Il n'y a pas de statistiques pour la période du {0} au {1}",
        Requests = "Moyenne des requêtes par seconde : {0}",
        BytesIn = "Moyenne des octets entrants par seconde : {0}",
        BytesOut = "Moyenne des octets sortants par seconde : {0}",
        Duration = "Durée moyenne des requêtes par seconde : {0}",
        Logins = "Statistiques des connexions, période du {0} au {1} :",
        NoLogins = "Il n'y a pas de statistiques des connexions, période du {0} au {1}",
        Account = "Compte : {0}",
        First = "Première connexion : {0}",
        Last = "Dernière connexion : {0}",
        Count = "Nombre de connexions : {0}",
        CountFrom = "Nombre de connexions depuis {0} : {1}",
        Missing = "Compte {0} sans nouvelle connexion depuis plus de {1} minutes ",
        Recovered = "Compte {0} de nouveau connecté après {1} minutes ",
        MissingSubject = "[LogAnalyzer] ALERTE concernant le compte {0} sans nouvelle connexion depuis plus de {1} minutes",
        RecoveredSubject = "[LogAnalyzer] Fin d'alerte concernant le compte {0}, de nouveau connecté après {1} minutes",
        ReportSubject = "[LogAnalyzer] Rapport de l'analyse du log de pgbouncer",
    };

    public string Started { get; init; } = "Start date : {0} with pid : {1}";

    public string Ended { get; init; } = "End date : {0}";

    public string Stats { get; init; } = "Stats for running periode from {0} to {1} :";

    public string NoStats { get; init; } = "There is no Stats for running periode from {0} to {1}";

    public string Requests { get; init; } = "Average requests by second : {0}";

    public string BytesIn { get; init; } = "Average bytes IN by second : {0}";

    public string BytesOut { get; init; } = "Average bytes OUT by second : {0}";

    public string Duration { get; init; } = "Average request duration by second : {0}";

    public string Logins { get; init; } = "Stats for logins, periode from {0} to {1} :";

    public string NoLogins { get; init; } = "There is no Stats for logins, periode from {0} to {1}";

    public string Account { get; init; } = "Account : {0}";

    public string First { get; init; } = "First login time : {0}";

    public string Last { get; init; } = "Last login time : {0}";

    public string Count { get; init; } = "Number of logins : {0}";

    public string CountFrom { get; init; } = "Number of logins from {0} : {1}";

    public string Missing { get; init; } = "User {0} no new connection since more than {1} minutes ";

    public string Recovered { get; init; } = "User {0} new connection after {1} minutes ";

    public string MissingSubject { get; init; } = "[LogAnalyzer] ALERT for account {0} without new connection for more than {1} minutes";

    public string RecoveredSubject { get; init; } = "[LogAnalyzer] End of alert for account {0}, new connection after {1} minutes";

    public string ReportSubject { get; init; } = "[LogAnalyzer] Report of the analysis of the pgbouncer log";
}
