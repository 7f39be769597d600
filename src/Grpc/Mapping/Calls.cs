using System.Security.Cryptography;
using ActiveSeg.Contracts.Projects;
using ActiveSeg.Domain.Projects;
using Google.Protobuf;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Identity of a mutating call.</summary>
internal static class Calls
{
    /// <summary>The caller's id with a fingerprint of the payload. A call with another payload under one id is refused.</summary>
    /// <exception cref="ArgumentException">The id is not a UUID, or a time or duration in the message has parts out of range.</exception>
    public static CallIdentity Identity(string requestId, IMessage message)
    {
        var id = RequestId.Parse(requestId);
        var field = message.Descriptor.FindFieldByName("request_id");
        field.Accessor.Clear(message);
        var payload = $"{message.Descriptor.FullName}\n{Format(message)}";
        field.Accessor.SetValue(message, requestId);
        return new CallIdentity(id, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(payload))));
    }

    private static string Format(IMessage message)
    {
        try
        {
            return JsonFormatter.Default.Format(message);
        }
        catch (InvalidOperationException unformed)
        {
            throw new ArgumentException($"a time or duration of the message has parts out of range: {unformed.Message}", unformed);
        }
    }
}
