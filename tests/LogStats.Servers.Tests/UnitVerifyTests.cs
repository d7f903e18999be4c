using LogStats.Agent.Tests.Running;
using Xunit;

namespace LogStats.Servers.Tests;

/// <summary>systemd's own judgement on the units that are printed.</summary>
public sealed class UnitVerifyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    public static TheoryData<string> Commands => [
        "follow /var/log/nginx/*.log --to sqlite:/var/lib/logstats/web.db --checkpoint web",
        "watch /var/log/postgresql/pgbouncer.log --threshold poc=5m --to smtp://localhost?from=a@example.org&to=b@example.org --checkpoint pool",
        "tstat /data/tstat --to amqps://u@mq/netsage?queue=flows&password-file=/etc/logstats/mq --follow --cull 48h",
        "sources /srv/logs --watch --summary --to smtp://localhost?from=a@example.org&to=b@example.org --state /var/lib/logstats/sources.db",
        "tidy /srv/logs --compress-after 3h --remove-after 4h --quota 10GB --interval 10m",
        "forward /var/lib/logstats/in --to sftp://logs@files.example:22022/in --key /etc/logstats/key --known-hosts /etc/logstats/known_hosts --passphrase-file /etc/logstats/phrase",
    ];

    [NeedsTheory("systemd-analyze")]
    [MemberData(nameof(Commands))]
    public async Task Systemd_has_nothing_to_say_against_a_unit(string command)
    {
        ProgramResult unit = await LogStatsProgram.RunAsync(["unit", "--", .. command.Split(' ')]);
        Assert.Equal((0, ""), (unit.ExitCode, unit.Error));
        string file = Path.Join(_folder.FullName, $"logstats-{command.Split(' ')[0]}.service");
        await File.WriteAllTextAsync(file, unit.Output);
        ProgramResult verified = await LogStatsProgram.ShellAsync($"systemd-analyze verify --man=no {file}");
        Assert.Equal((0, "", ""), (verified.ExitCode, verified.Output, verified.Error));

        // 0 is the least that a service can do to its machine, 10 the most; a unit without a sandbox has 9.6.
        ProgramResult exposure = await LogStatsProgram.ShellAsync($"systemd-analyze security --offline=true --threshold=20 {file}");
        Assert.Equal(0, exposure.ExitCode);
    }
}
