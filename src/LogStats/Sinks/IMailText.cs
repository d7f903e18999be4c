namespace LogStats.Sinks;

/// <summary>
/// A row that knows what a mail about it should say, such as an alert. It gets a mail of its own; all other rows of a
/// batch share one.
/// </summary>
public interface IMailText : IRow
{
    /// <summary>Not a property: it is made of the row's values and is none of them.</summary>
    MailText GetMailText();
}
