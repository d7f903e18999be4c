using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// The name of a mail, made of what makes its rows the same rows and of who gets it: a mail that is composed again, after a
/// crash or a lost answer, has the same name, by which programs and people know it again.
/// </summary>
internal sealed class MessageId : IRowWriter, IDisposable
{
    private const int HexLength = 40;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _number = new byte[9];
    private bool _missing;

    private MessageId()
    {
    }

    /// <summary>Of rows that share a mail.</summary>
    public static string Of(IReadOnlyList<IRow> rows, MailAddressees addressees)
    {
        using MessageId id = new();
        id.Begin("rows", addressees);
        foreach (IRow row in rows)
        {
            id.Row(row);
        }

        return id.End(addressees);
    }

    /// <summary>Of a mail that stands for others.</summary>
    public static string Of(IEnumerable<string> ids, MailAddressees addressees)
    {
        using MessageId id = new();
        id.Begin("digest", addressees);
        foreach (string one in ids)
        {
            id.Text(one);
        }

        return id.End(addressees);
    }

    public void Text(string? value)
    {
        Integer(value?.Length);
        _hash.AppendData(Encoding.UTF8.GetBytes(value ?? ""));
    }

    public void Integer(long? value)
    {
        _missing |= value is null;
        _number[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(_number.AsSpan(1), value ?? 0);
        _hash.AppendData(_number);
    }

    public void Time(DateTimeOffset? value) => Integer(value?.UtcTicks);

    public void Seconds(TimeSpan? value) => Integer(value?.Ticks);

    public void Dispose() => _hash.Dispose();

    private void Begin(string kind, MailAddressees addressees)
    {
        Text(kind);
        Text(addressees.From.Address);
        foreach (string recipient in addressees.Recipients)
        {
            Text(recipient);
        }
    }

    private void Row(IRow row)
    {
        RowMap map = row.GetRowMap();
        Text(map.Table);
        _missing = map.Identity is null;
        map.Identity?.Write(row, this);
        if (!_missing)
        {
            return;
        }

        // Nothing names it but all that it says.
        map.Write(row, this);
        if (row is IMailText mail && mail.GetMailText() is var text)
        {
            Text(text.Subject);
            Text(text.Body);
        }
    }

    private string End(MailAddressees addressees)
        => $"<{Convert.ToHexStringLower(_hash.GetHashAndReset())[..HexLength]}.logstats@{addressees.From.Domain}>";
}
