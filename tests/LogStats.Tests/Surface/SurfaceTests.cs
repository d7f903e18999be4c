using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Surface;

/// <summary>The public surface is a text under review: whoever changes it changes the approved file too.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string approvedPath = Repository.File("tests", "LogStats.Tests", "Surface", "LogStats.approved.txt");
        string approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath) : "";
        string now = SurfacePrinter.Print(typeof(RsyncEvent).Assembly);
        string receivedPath = Path.Join(AppContext.BaseDirectory, "LogStats.received.txt");
        if (approved != now)
        {
            File.WriteAllText(receivedPath, now);
            string[] before = approved.Split('\n');
            string[] after = now.Split('\n');
            Assert.Fail($"The public surface has changed. If that is meant, copy {receivedPath} over {approvedPath}.\n"
                + string.Join('\n', before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line))));
        }

        File.Delete(receivedPath);
    }
}
