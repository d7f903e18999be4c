namespace LogStats.Sinks;

/// <summary>
/// What a mail about one row says, as plain text. Both may hold anything that stood in a log: whoever sends the mail
/// makes them safe.
/// </summary>
/// <param name="Subject">One line, what it is about. Empty for a row that needs no mail of its own after all.</param>
/// <param name="Body">Lines that end with LF.</param>
/// <param name="WithColumns">Whether the row's columns follow as a list; a report that says all itself needs none.</param>
public readonly record struct MailText(string Subject, string Body, bool WithColumns = true)
{
    /// <summary>Rows that follow in place of the row's own columns; null for these.</summary>
    public IReadOnlyList<IRow>? Table { get; init; }
}
