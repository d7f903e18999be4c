namespace LogStats.Sinks.Mail.Compose;

/// <summary>All that stands in a mail, not yet written as one.</summary>
internal sealed record MailDraft
{
    public required MailAddressees Addressees { get; init; }

    /// <summary>With its angle brackets.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Subject { get; init; }

    /// <summary>Safe text; its lines end with LF.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML; null for text alone.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}
