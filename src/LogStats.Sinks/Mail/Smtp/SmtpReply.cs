using LogStats.Sinks.Mail.Compose;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>A server's answer: its code, and the text of each of its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestShown = 300;

    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>Whether the same may be answered otherwise later.</summary>
    public bool MayPass => Code is >= 400 and < 500;

    /// <summary>Safe to show, and not long.</summary>
    public override string ToString() => SafeText.Line($"{Code} {string.Join(' ', Lines)}".TrimEnd(), LongestShown);
}
