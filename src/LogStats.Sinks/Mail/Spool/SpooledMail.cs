using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using LogStats.Sinks.Mail.Compose;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// A mail as it waits in a file: one line of JSON that says for whom it is and what a digest would say of it, then the mail
/// itself. No password, and nothing else of the server but its name.
/// </summary>
internal sealed record SpooledMail
{
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions s_options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The server that it is for.</summary>
    public required string Server { get; init; }

    public required string Id { get; init; }

    public required string From { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    /// <summary>Who is still to get it.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset Date { get; init; }

    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The files of mails that this one stands for: they are done with once this one is there.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>How long the mail is, so that a file that was cut is not sent.</summary>
    public required int Length { get; init; }

    [JsonIgnore]
    public ReadOnlyMemory<byte> Content { get; init; }

    [JsonIgnore]
    public MailAddressees Addressees => MailAddressees.Parse(From, To, Cc, Bcc);

    [JsonIgnore]
    public DigestPart Part => new(Id, Subject, Text, Date, Files);

    public static SpooledMail Of(ComposedMail mail, string server, IReadOnlyList<string>? replaces = null)
    {
        DigestPart part = DigestPart.Of(mail);
        MailAddressees all = mail.Draft.Addressees;
        return new SpooledMail
        {
            Server = server,
            Id = part.Id,
            From = all.From.ToString(),
            To = [.. all.To.Select(static one => one.ToString())],
            Cc = [.. all.Cc.Select(static one => one.ToString())],
            Bcc = [.. all.Bcc.Select(static one => one.ToString())],
            Recipients = all.Recipients,
            Subject = part.Subject,
            Text = part.Text,
            Date = part.Date,
            Files = part.Files,
            Replaces = replaces ?? [],
            Length = mail.Content.Length,
            Content = mail.Content,
        };
    }

    /// <summary>Whether both go from the same to the same, so that one digest can stand for both.</summary>
    public bool GoesWith(SpooledMail other) => From == other.From && To.SequenceEqual(other.To) && Cc.SequenceEqual(other.Cc)
        && Bcc.SequenceEqual(other.Bcc) && Recipients.SequenceEqual(other.Recipients);

    public byte[] ToBytes()
    {
        ArrayBufferWriter<byte> output = new(Content.Length + 1024);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(this, s_options));
        output.Write("\n"u8);
        output.Write(Content.Span);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">It is no mail that waits here, or not whole.</exception>
    public static SpooledMail Parse(byte[] bytes)
    {
        int end = bytes.AsSpan().IndexOf((byte)'\n');
        try
        {
            SpooledMail mail = JsonSerializer.Deserialize<SpooledMail>(bytes.AsSpan(0, Math.Max(end, 0)), s_options)
                ?? throw new InvalidDataException("it holds nothing");
            return mail.Version != CurrentVersion ? throw new InvalidDataException($"it is of version {mail.Version}, and {CurrentVersion} is what is read here")
                : mail.Length != bytes.Length - end - 1 ? throw new InvalidDataException("it is not whole")
                : mail with { Content = bytes.AsMemory(end + 1) };
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("it does not begin as such a file does", error);
        }
    }
}
