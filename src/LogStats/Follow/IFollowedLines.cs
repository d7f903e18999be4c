namespace LogStats.Follow;

/// <summary>
/// Takes lines. A line whose call throws counts as not given: it is given again by the next look.
/// </summary>
public interface IFollowedLines
{
    void Line(in FollowedLine line);

    /// <summary>Whether it takes more now. Asked between blocks; where not, a look ends and the next one goes on there.</summary>
    bool WantsMore => true;
}
