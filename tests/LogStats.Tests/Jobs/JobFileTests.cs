using System.Text;
using LogStats.Faults;
using LogStats.Jobs;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Jobs;

/// <summary>What stands in a job file, and what is wrong with others.</summary>
public sealed class JobFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Jobs_are_commands_in_the_order_of_the_file()
    {
        IReadOnlyList<LogStatsJob> jobs = Read(
            """
            {
              // what this host does
              "jobs": {
                "ship": { "run": "send", "files": ["/var/log/a.log", "/var/log/b*.log"], "to": "https://h:5000", "not-match": ["a b", "-c"], "gzip": true, "quiet": false, "batch": 500, },
                "a": { "run": "tidy", "files": "/app/in" },
              },
            }
            """);

        Assert.Equal(["ship", "a"], jobs.Select(static job => job.Name));
        Assert.Equal(["send", "/var/log/a.log", "/var/log/b*.log", "--to=https://h:5000", "--not-match=a b", "--not-match=-c", "--gzip", "--batch=500"], jobs[0].Words);
        Assert.Equal(["tidy", "/app/in"], jobs[1].Words);
    }

    [Fact]
    public void What_is_written_reads_the_same()
    {
        LogStatsJob job = new()
        {
            Name = "ship", Verb = "send", Files = ["/a+b"], Options = [new("gzip", null), new("not-match", "é\""), new("not-match", "x"), new("to", "https://h")],
        };
        string text = Encoding.UTF8.GetString(JobFile.Write([job]));
        Assert.Contains("é", text);
        Assert.Equal(job.Words, Read(text).Single().Words);
    }

    [Theory]
    [InlineData("", "line 1 is no JSON")]
    [InlineData("{\n\"jobs\": {\n\"a\": }}", "line 3 is no JSON")]
    [InlineData("[]", "it has no \"jobs\": { … }")]
    [InlineData("{\"jobs\":[]}", "it has no \"jobs\": { … }")]
    [InlineData("{\"jobs\":{},\"job\":{}}", "'job' means nothing there")]
    [InlineData("{\"jobs\":{\"a b\":{\"run\":\"send\"}}}", "'a b' is no name of a job")]
    [InlineData("{\"jobs\":{\"../a\":{\"run\":\"send\"}}}", "'../a' is no name of a job")]
    [InlineData("{\"jobs\":{\"a\":{}}}", "the job 'a' has no \"run\"")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":7}}}", "the job 'a' has no \"run\"")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"--to\":\"x\"}}}", "'--to' in the job 'a' is no option")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"to\":{}}}}", "'to' in the job 'a' is neither a text")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"to\":null}}}", "'to' in the job 'a' is neither a text")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"to\":[[]]}}}", "'to' in the job 'a' is neither a text")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"files\":[\"--to\"]}}}", "the job 'a' names a file that is empty or begins with '-'")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\",\"files\":true}}}", "'files' in the job 'a' is neither a text")]
    [InlineData("{\"jobs\":{\"a\":{\"run\":\"send\"},\"a\":{\"run\":\"send\"}}}", "is no JSON")]
    public void What_is_no_job_file_is_told_with_its_place(string text, string words)
    {
        LogStatsException fault = Assert.Throws<LogStatsException>(() => Read(text));
        Assert.Equal(FaultId.ConfigInvalid, fault.Id);
        Assert.Contains(words, fault.Message);
        Assert.Contains("logstats check", fault.Advice);
    }

    [Fact]
    public void One_that_is_not_there_is_not_found()
        => Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => JobFile.Read(_folder.File("none.json"))).Id);

    [Fact]
    public void One_of_unusual_size_is_not_read()
        => Assert.Contains("longer than", Assert.Throws<LogStatsException>(() => Read("{\"jobs\":{}}" + new string(' ', 1 << 20))).Message);

    private IReadOnlyList<LogStatsJob> Read(string text) => JobFile.Read(_folder.Write("jobs.json", text));
}
