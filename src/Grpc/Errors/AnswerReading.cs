using ActiveSeg.Contracts.Projects;

namespace ActiveSeg.Grpc.Errors;

/// <summary>Takes the value out of a grain's answer.</summary>
internal static class AnswerReading
{
    /// <summary>The value, or the refusal as an exception that the interceptor maps.</summary>
    public static async Task<T> ValueAsync<T>(this Task<Answer<T>> answer)
        where T : class
    {
        var done = await answer;
        return done.Refusal is { } refusal ? throw new RefusalException(refusal) : done.Value!;
    }
}
