using System.Globalization;
using System.Runtime.Versioning;
using LogStats.Agent.Tests.Running;

namespace LogStats.Servers.Tests.RabbitMq;

/// <summary>A tree of tstat's directories that were left long ago, and the program that delivers them to a queue.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TstatJob : IDisposable
{
    private const string Header = "#c_ip:1 c_port:2 c_first_abs:3 c_durat:4 c_bytes_all:5 c_pkts_all:6 c_isint:7 c_iscrypto:8 c_type:9 "
        + "s_ip:10 s_port:11 s_first_abs:12 s_durat:13 s_bytes_all:14 s_pkts_all:15 s_isint:16 s_iscrypto:17 s_type:18 fqdn:19\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("logstats-").FullName;

    public string Root => Path.Join(_folder, "tstat");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public bool IsMarked(string name) => File.Exists(Path.Join(Root, name, ".processed"));

    public string[] Arguments(string target, string state) => ["tstat", Root, "--to", target, "--as", "original", "--sensor", "s1", "--minimum-size", "1", "--state", Path.Join(_folder, state)];

    public Task<ProgramResult> RunAsync(string target, string state = "state.db") => LogStatsProgram.RunAsync(Arguments(target, state));

    /// <summary>A directory with so many flows of one way in each of its two logs, told apart by their port.</summary>
    public void Flows(string name, int from, int each)
    {
        string folder = Directory.CreateDirectory(Path.Join(Root, name)).FullName;
        foreach ((string log, int first) in ((string, int)[])[("log_tcp_complete", from), ("log_udp_complete", from + each)])
        {
            string path = Path.Join(folder, log);
            File.WriteAllText(path, Header + string.Concat(Enumerable.Range(first, each).Select(Row)));
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddYears(50));
        }
    }

    private static string Row(int port) => string.Create(CultureInfo.InvariantCulture,
        $"10.0.0.1 {port} 1591866000000.5 1.5 10000000 4 1 0 1 10.0.0.2 53 0.0 0.0 0 0 0 0 0 example.org\n");
}
