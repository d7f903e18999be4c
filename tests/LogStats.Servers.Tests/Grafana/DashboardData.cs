using LogStats.Elf;
using LogStats.Kinds;
using LogStats.Lines;
using LogStats.Rsync;
using LogStats.Sinks;

namespace LogStats.Servers.Tests.Grafana;

/// <summary>What the dashboards are tried on: recorded logs of rsync, nginx and pgbouncer.</summary>
internal static class DashboardData
{
    /// <summary>Records of all kinds. Some clients are known by place, as a geo database would tell.</summary>
    public static IReadOnlyList<IRow> All()
    {
        List<IRow> rows = [];
        foreach (RsyncEvent item in Read(new RsyncReader(new RsyncOptions { Kinds = RsyncEventKind.All, TimeZone = TimeZoneInfo.Utc }), "rsync/rsyncd-default.log"))
        {
            item.GeoHash = item.ClientAddress is null ? null : "gcpvj0duq53j";
            item.City = item.ClientAddress is null ? null : "London";
            rows.Add(item);
        }

        foreach (ElfRecord item in Read(new ElfReader(new ElfOptions()), "elf/nginx-json.log"))
        {
            item.GeoHash = "gcpvj0duq53j";
            item.City = "London";
            rows.Add(item);
        }

        rows.AddRange(Read(new PgBouncer.PgBouncerReader(new PgBouncer.PgBouncerOptions()), "pgbouncer/pgbouncer-1.18.log"));
        return rows;
    }

    private static List<ILogRecord> Read(IRecordReader reader, string name)
    {
        List<ILogRecord> records = [];
        foreach (IReadOnlyList<ILogRecord> block in reader.Read(LineInput.File(Path.Join(AppContext.BaseDirectory, "Data", name)), default))
        {
            records.AddRange(block);
        }

        records.AddRange(reader.Finish());
        return records.Count > 0 ? records : throw new InvalidOperationException($"{name} gave no record.");
    }
}
