namespace LogStats.Sinks.Mail;

/// <summary>What stands in a mail.</summary>
public enum MailForm
{
    /// <summary>HTML, and beside it the same as text, for programs that show no HTML.</summary>
    Html,

    /// <summary>Text alone.</summary>
    Text,
}
