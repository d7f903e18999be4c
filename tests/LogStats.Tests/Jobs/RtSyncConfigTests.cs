using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Jobs;

/// <summary>The settings of Log-RT-Sync stand in its five scripts; here they are jobs.</summary>
public sealed class RtSyncConfigTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_five_parts_are_five_jobs()
    {
        Scripts();
        LogStatsConfig config = LogStatsConfig.Read(_folder.Path);

        Assert.Equal(LogStatsConfigKind.LogRtSync, config.Kind);
        Assert.Equal(
            [
                "send /app/log/nginx/access.log --to=https://10.0.0.2:5000 --token-file=/etc/logstats/token --ca=/etc/logstats/receiver.pem --batch=10000 --interval=1000ms "
                    + "--not-match=/health.php --not-match=nginx/ --not-match=health check",
                "receive --directory=/app/in/ --prefix=MyGP_accessLog --listen=https://0.0.0.0:5000 --certificate=/etc/logstats/receiver.pem --key=/etc/logstats/receiver.key --tokens=/etc/logstats/tokens",
                "forward /app/in --to=sftp://ann@10.0.0.3:22022/data --key=/etc/logstats/forward.key --known-hosts=/etc/logstats/known_hosts --interval=60000ms --tries=3",
                "sources /app/in/ --watch --threshold=5m --summary --to=smtp://10.0.0.4:25?from=mon%40example.org&to=ops%40example.org",
                "tidy /app/in --compress-after=3h --remove-after=4h --interval=10m",
            ],
            config.Jobs.Select(static job => string.Join(' ', job.Words)));
    }

    [Fact]
    public void The_job_file_holds_the_same_jobs_and_no_secret()
    {
        Scripts();
        LogStatsConfig config = LogStatsConfig.Read(_folder.Path, LogStatsConfigKind.LogRtSync);
        IReadOnlyList<LogStatsJob> read = LogStats.Jobs.JobFile.Read(_folder.Write("jobs.json", config.JobFile!));

        Assert.Equal(config.Jobs.Select(static job => string.Join(' ', job.Words)), read.Select(static job => string.Join(' ', job.Words)));
        Assert.DoesNotContain("hunter2", config.JobFile);
        Assert.DoesNotContain(config.Warnings, static warning => warning.Contains("hunter2", StringComparison.Ordinal));
        Assert.Contains(config.Warnings, static warning => warning.StartsWith("SSHPASS is not taken over", StringComparison.Ordinal));
    }

    [Fact]
    public void One_script_alone_is_one_job()
    {
        Scripts();
        Assert.Equal("tidy", LogStatsConfig.Read(_folder.File("Houskeep-log.sh")).Jobs.Single().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("print('hello')\n")]
    public void What_is_none_of_its_scripts_is_refused(string text)
    {
        string path = _folder.Write("x.sh", text);
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => LogStatsConfig.Read(path)).Id);
    }

    private void Scripts()
    {
        _ = _folder.Write("Log-shipper.py",
            "LOG_FILE = \"/app/log/nginx/access.log\"\nCHUNK_SIZE = 10000\nSEND_URL = \"http://10.0.0.2:5000/upload\"\nDEBOUNCE_DELAY = 1.0  # seconds\n");
        _ = _folder.Write("Log-reciever.py",
            "app = Flask(__name__)\nBASE_LOG_DIR = \"/app/in/\"\n            filename = f\"MyGP_accessLog_{time_part}_{minute_window}_{source_ip}.log\"\n");
        _ = _folder.Write("Log-sender-to-client-end.sh",
            "#!/bin/bash\nSRC_DIR=\"/app/in\"\nDEST_USER=\"ann\"\nDEST_HOST=\"10.0.0.3\"\nDEST_DIR=\"/data\"\nSSHPASS=\"hunter2\"\nSSH_PORT=22022\nSLEEP_SECS=60\nMAX_RETRIES=3\n");
        _ = _folder.Write("Log-Monitoring-scripts-with-mail.py",
            "LOG_BASE_DIR = \"/app/in/\"\nTHRESHOLD_MINUTES = 5  # mark \"inactive\"\nMAIL_HOST = \"10.0.0.4\"\nMAIL_PORT = 25\nMAIL_FROM = \"mon@example.org\"\nMAIL_RECIPIENTS = [\"ops@example.org\"]\n");
        _ = _folder.Write("Houskeep-log.sh", "BASE_DIR=\"/app/in\"\nLOG_RETENTION_HOURS=4\n");
    }
}
