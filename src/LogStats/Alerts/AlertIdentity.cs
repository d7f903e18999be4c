using System.Globalization;
using System.Text;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Alerts;

/// <summary>A notice is the same notice when source, subject, kind and time are.</summary>
internal sealed class AlertIdentity() : RowIdentity([new("AlertId", RowType.Text)], unique: 1, newerReplaces: false)
{
    public static readonly AlertIdentity Instance = new();

    public static string IdOf(LogAlert alert)
    {
        ulong source = ByteHash.Of(Encoding.UTF8.GetBytes(alert.Source));
        ulong subject = ByteHash.Of(Encoding.UTF8.GetBytes(alert.Subject), source);
        string rest = string.Create(CultureInfo.InvariantCulture, $"{alert.Kind} {alert.Time.UtcTicks}");
        return string.Create(CultureInfo.InvariantCulture, $"{subject:x16}{ByteHash.Of(Encoding.UTF8.GetBytes(rest), subject):x16}");
    }

    public override void Write(IRow row, IRowWriter writer) => writer.Text(((LogAlert)row).Id);
}
